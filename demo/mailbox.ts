import type { DeskClient } from '../sdk/index.ts';
import type { DemoMail } from './shop.ts';

/** The newest mails the helpdesk would have sent, read from its outbox as a manager may. */
export const mailboxOf = (client: DeskClient) => async (): Promise<DemoMail[]> => {
  const { items } = await client.outbox.page({ limit: 50, status: 'sent' });
  return items.flatMap(({ id, recipient, createdAt, demo }) =>
    demo === undefined ? [] : [{ id, to: recipient, sentAt: createdAt, ...demo }],
  );
};
