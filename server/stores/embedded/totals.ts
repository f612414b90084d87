/** What the whole database must add up to; written with every batch and compared at the start. */
export interface Totals {
  /** How many transactions have been written. */
  transactions: number;
  documents: number;
  /** The sum of the sums of all documents, whatever their order. */
  checksum: number;
  /** The last ticket number given out. */
  ticketNumber: number;
}

export const noTotals: Totals = { transactions: 0, documents: 0, checksum: 0, ticketNumber: 0 };

// Two of these still add up exactly.
const modulus = 2 ** 52;

/** A checksum after one document came, went or took the place of another. */
export const added = (checksum: number, sum: number): number => (checksum + sum) % modulus;

export const subtracted = (checksum: number, sum: number): number =>
  (checksum - sum + modulus) % modulus;
