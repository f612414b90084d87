import { crc32 } from 'node:zlib';

/** What the whole database must add up to; written with every batch and compared at the start. */
export interface Totals {
  /** How many transactions have been written. */
  transactions: number;
  documents: number;
  /** The sum of every document's fingerprint, whatever their order. */
  checksum: number;
  /** The last ticket number given out. */
  ticketNumber: number;
}

export const noTotals: Totals = { transactions: 0, documents: 0, checksum: 0, ticketNumber: 0 };

// Two of these still add up exactly.
const modulus = 2 ** 52;

/** Stands for a document in one version; its content is guarded by a sum of its own. */
export const fingerprintOf = (key: string, version: number): number => crc32(`${key}@${version}`);

/** A checksum after one document came, went or took the place of another. */
export const added = (checksum: number, fingerprint: number): number =>
  (checksum + fingerprint) % modulus;

export const subtracted = (checksum: number, fingerprint: number): number =>
  (checksum - fingerprint + modulus) % modulus;
