import { tokensOf } from './tokens.ts';

/** What similarity looks at. */
export interface ComparedTicket {
  subject: string;
  description: string;
  customerId: string | null;
}

const share = { subject: 45, description: 45, customer: 10 } as const;

/** What a text is compared by: its tokens or, where it has none, such as "?!", its signs. */
function bagOf(text: string): ReadonlySet<string> {
  const tokens = tokensOf(text);
  return new Set(tokens.length > 0 ? tokens : text.normalize('NFKC').replace(/\s/gu, ''));
}

/** The Sørensen–Dice coefficient of two sets, 0 to 1: twice what they share over what they hold. */
function diceOf(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const held = one.size + other.size;
  if (held === 0) return 1;
  let shared = 0;
  for (const part of one) if (other.has(part)) shared += 1;
  return (2 * shared) / held;
}

/**
 * Rates tickets against one, from 0 to 100, rounded down:
 *
 *     45 · D(subjects) + 45 · D(descriptions) + 10 · C
 *
 * D is the Sørensen–Dice coefficient, 2·|A∩B| / (|A|+|B|), of the two texts' sets of `tokensOf`, so
 * that case, accents, repeats and the order of words do not matter; C is 1 where both have the same
 * customer, or neither has one, else 0. Symmetric; 100 for the same words of the same customer.
 */
export function similarityTo(ticket: ComparedTicket): (other: ComparedTicket) => number {
  const subject = bagOf(ticket.subject);
  const description = bagOf(ticket.description);
  return (other) =>
    Math.floor(
      share.subject * diceOf(subject, bagOf(other.subject)) +
        share.description * diceOf(description, bagOf(other.description)) +
        (ticket.customerId === other.customerId ? share.customer : 0),
    );
}
