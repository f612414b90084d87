/**
 * How much the tests do, in one place. `npm test` uses the short column and finishes within ten
 * minutes on two cores; `npm run test:long` uses the long one. Counts, unless a name says otherwise.
 */
export interface Sizes {
  /** Random cases per property (fast-check's numRuns). */
  readonly propertyRuns: number;
  /** Rounds of killing a server in the middle of writes and looking for what it had promised. */
  readonly killRounds: number;
  /** Submits sent at the same moment to one server. */
  readonly simultaneousSubmits: number;
}

const short: Sizes = {
  propertyRuns: 100,
  killRounds: 3,
  simultaneousSubmits: 300,
};

const long: Sizes = {
  propertyRuns: 2000,
  killRounds: 20,
  simultaneousSubmits: 300,
};

/** The sizes of this run, chosen by DESKBELL_TEST_SIZE. */
export const sizes: Sizes = process.env.DESKBELL_TEST_SIZE === 'long' ? long : short;
