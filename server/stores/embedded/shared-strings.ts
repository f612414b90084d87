import type { AnyRow } from './filing.ts';

/**
 * Makes rows read from disk share their ids and times, as they did when they were written: the same
 * ticket's id in its followers, messages and mails is one string. A sixth of the memory of 100,000
 * tickets.
 */
export class SharedStrings {
  readonly #known = new Map<string, string>();
  readonly #worth = new Map<string, boolean>();

  /** Changes a fresh row in place. */
  share(row: AnyRow): void {
    const members = row as unknown as Record<string, unknown>;
    for (const name in members) {
      const value = members[name];
      if (typeof value !== 'string' || !this.#isWorth(name)) continue;
      const known = this.#known.get(value);
      if (known === undefined) this.#known.set(value, value);
      else members[name] = known;
    }
  }

  #isWorth(name: string): boolean {
    let worth = this.#worth.get(name);
    if (worth === undefined) {
      worth = name.endsWith('Id') || name.endsWith('At');
      this.#worth.set(name, worth);
    }
    return worth;
  }
}
