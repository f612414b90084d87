import type { Session } from '../../sdk/contract/auth.ts';
import type { Act } from './act.ts';
import { openGuestLink, redeemLink } from './redeem-link.ts';
import { Refusal } from './refusal.ts';

/** Exchanges a token for a session, by its grant. */
export async function exchangeToken(
  act: Act,
  wish: { grant: 'link' | 'identity' | 'guest'; token: string },
): Promise<Session> {
  switch (wish.grant) {
    case 'link':
      return redeemLink(act, wish.token);
    case 'guest':
      return openGuestLink(act, wish.token);
    case 'identity':
      throw new Refusal('unauthenticated', 'This helpdesk knows no key that signs identities.');
  }
}
