import type { Visibility } from '../../sdk/contract/teams.ts';

/** Somebody as the model knows them. */
export interface Reader {
  name: string;
  kind: 'manager' | 'agent' | 'portal';
}

interface ModelTicket {
  /** When it was opened, among all that was said. */
  at: number;
  visibility: Visibility;
  customer: string | null;
  description: string;
  /** Who follows for reasons of their own. */
  own: Set<string>;
  /** Where it was merged, whether its words stay internal there, and whom it brought along. */
  gone: { into: string; hidden: boolean; brought: Set<string> } | null;
}

interface Said {
  at: number;
  /** The ticket it was written on; where it is read follows from the merges that stand. */
  home: string;
  body: string;
  note: boolean;
}

/**
 * Merging in plain words: a message belongs to the ticket it was written on for ever and is read at
 * the end of that ticket's chain, as public as every step of the chain lets it be; a ticket is
 * followed by its own followers and by those whom the tickets merged into it brought along.
 */
export class MergingModel {
  readonly tickets = new Map<string, ModelTicket>();
  readonly said: Said[] = [];
  #now = 0;

  open(name: string, draft: Pick<ModelTicket, 'visibility' | 'customer' | 'description'>): void {
    this.#now += 1;
    const own = new Set(draft.customer === null ? [] : [draft.customer]);
    this.tickets.set(name, { ...draft, at: this.#now, own, gone: null });
  }

  ticket(name: string): ModelTicket {
    const ticket = this.tickets.get(name);
    if (ticket === undefined) throw new Error(`There is no ticket ${name}.`);
    return ticket;
  }

  /** The tickets on the way from one to the end of its chain, both included. */
  chain(name: string): string[] {
    const { gone } = this.ticket(name);
    return gone === null ? [name] : [name, ...this.chain(gone.into)];
  }

  end(name: string): string {
    return this.chain(name).at(-1) ?? name;
  }

  follows(person: string, name: string): boolean {
    return (
      this.ticket(name).own.has(person) ||
      [...this.tickets.values()].some(({ gone }) => gone?.into === name && gone.brought.has(person))
    );
  }

  sees({ name, kind }: Reader, ticket: string): boolean {
    const { visibility, gone } = this.ticket(ticket);
    if (kind === 'manager') return true;
    if (kind === 'agent') return visibility !== 'private' || this.follows(name, ticket);
    return visibility === 'public' && gone === null && this.follows(name, ticket);
  }

  /** Writes where a ticket went on; false where the author may not. */
  write(author: Reader, name: string, body: string, note: boolean): boolean {
    const home = this.end(name);
    if (!this.sees(author, name) || !this.sees(author, home)) return false;
    this.#now += 1;
    this.said.push({ at: this.#now, home, body, note });
    if (author.kind !== 'manager') this.ticket(home).own.add(author.name);
    return true;
  }

  merge(
    into: string,
    sources: readonly string[],
    people: readonly Reader[],
    show: boolean,
  ): boolean {
    const all = [into, ...sources].map((name) => this.ticket(name));
    if (sources.includes(into) || all.some(({ gone }) => gone !== null)) return false;
    const survivor = this.ticket(into);
    const gone = sources.map((name) => {
      const source = this.ticket(name);
      const same = source.customer !== null && source.customer === survivor.customer;
      const brought = people
        .filter(({ kind }) => kind !== 'portal' || survivor.visibility === 'public')
        .filter((person) => this.follows(person.name, name) && !survivor.own.has(person.name))
        .map((person) => person.name);
      const hidden = !show && (source.visibility !== 'public' || !same);
      return { into, hidden, brought: new Set(brought) };
    });
    sources.forEach((name, index) => {
      this.ticket(name).gone = gone[index] ?? null;
    });
    return true;
  }

  unmerge(name: string): boolean {
    const source = this.ticket(name);
    if (source.gone === null) return false;
    const [, ...passed] = this.chain(name);
    source.gone = null;
    // Whoever came along the chain because of this one ticket leaves all of it.
    for (const place of passed) {
      const { gone } = this.ticket(place);
      for (const person of gone?.brought ?? []) {
        if (!this.follows(person, place)) gone?.brought.delete(person);
      }
    }
    return true;
  }

  /** What somebody reads on a ticket: `visibility: body`, in time order; null where they see none. */
  reads(reader: Reader, name: string): string[] | null {
    if (!this.sees(reader, name)) return null;
    const descriptions = [...this.tickets]
      .filter(([home]) => home !== name)
      .map(([home, { at, description }]) => ({ at, home, body: description, note: false }));
    return [...descriptions, ...this.said]
      .filter(({ home }) => this.end(home) === name)
      .sort((a, b) => a.at - b.at)
      .map(({ home, body, note }) => ({
        body,
        note: note || this.chain(home).some((step) => this.ticket(step).gone?.hidden === true),
      }))
      .filter(({ note }) => !note || reader.kind !== 'portal')
      .map(({ body, note }) => `${note ? 'note' : 'public'}: ${body}`);
  }
}
