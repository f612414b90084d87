import type { Act } from './act.ts';
import { invalid } from './refusal.ts';

/**
 * Queues a mail with a sign-in link where the address is known. Nothing in the answer tells whether
 * it is: either way it takes one commit.
 */
export async function askForLink(
  act: Act,
  wish: { email: string; returnTo?: string | undefined },
): Promise<void> {
  const { house } = act;
  const { email, returnTo = null } = wish;
  if (returnTo !== null && !house.settings.portalPages.includes(returnTo)) {
    throw invalid(['returnTo'], 'A link cannot lead to this page.');
  }
  const now = act.now.toISOString();
  await act.transact(async (tx) => {
    const id = house.ids.id();
    const [person] = await tx.find('person', 'email', email, { limit: 1 });
    if (person?.active !== true) {
      await tx.put('secret', { id, version: 0, value: '' });
      await tx.remove('secret', id);
      return;
    }
    await tx.put('outbox', {
      id,
      version: 0,
      channel: 'email',
      event: 'sign_in',
      recipientId: person.id,
      ticketId: null,
      messageId: null,
      returnTo,
      status: 'queued',
      attempts: 0,
      nextAt: now,
      error: null,
      createdAt: now,
    });
  });
  house.wakeOutbox();
}
