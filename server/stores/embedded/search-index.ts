import { tokensOf } from '../../rules/tokens.ts';
import type { MessageRow, PersonRow, TicketRow } from '../rows.ts';
import { Matches } from './matches.ts';
import { Postings } from './postings.ts';
import type { TicketIndex } from './ticket-index.ts';
import type { View } from './view.ts';

/** A text that came, went or was replaced. */
interface TextChange {
  ticket: TicketRow;
  /** Whether internal people alone read it. */
  note: boolean;
  before: string;
  after: string;
}

/** This many changes are read at once without a pause; more are read in slices. */
const smallBacklog = 500;
/** How long one slice may take, in milliseconds, and how long the next waits: longer under writes. */
const sliceTime = 2;
const quietPause = 1;
const busyPause = 25;

/**
 * Finds tickets by the words of their texts. Texts are read into the index shortly after they are
 * synced, so that writing does not wait for it; a search waits until all are read.
 */
export class SearchIndex {
  readonly #view: View;
  readonly #index: TicketIndex;
  readonly #shown = new Postings();
  readonly #notes = new Postings();
  #changes: TextChange[] = [];
  #place = 0;
  /** How many changes there ever were. */
  #noted = 0;
  /** The tickets of before the start that are still to be read. */
  #unread: Iterator<TicketRow> | undefined;
  #highest = 0;
  #timer: NodeJS.Timeout | undefined;
  #closed = false;

  /** Texts are read from the view, tickets named as the index does. */
  constructor(view: View, index: TicketIndex) {
    this.#view = view;
    this.#index = index;
  }

  /** Takes in what is there already, a little at a time. */
  load(tickets: Iterable<TicketRow>): void {
    this.#unread = tickets[Symbol.iterator]();
    this.#wake();
  }

  ticketChanged(before: TicketRow | undefined, after: TicketRow | undefined): void {
    const ticket = after ?? before;
    if (ticket === undefined) return;
    const same =
      before !== undefined &&
      after !== undefined &&
      before.subject === after.subject &&
      before.description === after.description &&
      before.customerId === after.customerId;
    if (!same) this.#note(ticket, false, this.#textOf(before), this.#textOf(after));
  }

  messageChanged(before: MessageRow | undefined, after: MessageRow | undefined): void {
    for (const [message, gone] of [
      [before, true],
      [after, false],
    ] as const) {
      if (message === undefined || message.body === '') continue;
      const same =
        before?.body === after?.body &&
        before?.visibility === after?.visibility &&
        before?.ticketId === after?.ticketId;
      if (same) continue;
      const ticket = this.#view.get('ticket', message.ticketId);
      if (ticket === undefined) continue;
      const note = message.visibility === 'note';
      this.#note(ticket, note, gone ? message.body : '', gone ? '' : message.body);
    }
  }

  personChanged(before: PersonRow | undefined, after: PersonRow | undefined): void {
    if (before?.name === after?.name) return;
    const id = (after ?? before)?.id ?? '';
    for (const ticket of this.#view.find('ticket', 'customerId', id)) {
      this.#note(ticket, false, before?.name ?? '', after?.name ?? '');
    }
  }

  /** Resolves when everything synced so far is read. */
  async ready(): Promise<void> {
    while (this.#unread !== undefined || this.#backlog > smallBacklog) {
      this.#read(sliceTime);
      await new Promise((resolve) => setImmediate(resolve));
    }
    this.#read(Number.POSITIVE_INFINITY);
  }

  /** The tickets that hold every token, each as the beginning of a word. */
  match(tokens: readonly string[], notes: boolean): Matches {
    this.#read(Number.POSITIVE_INFINITY);
    return new Matches(
      tokens.map((token) => ({
        shelves: (atMost) => {
          const shown = this.#shown.startingWith(token, atMost);
          return notes ? shown.concat(this.#notes.startingWith(token, atMost)) : shown;
        },
        reads: ({ row }) => this.holds(this.#view, row, [token], notes),
        highest: this.#highest,
      })),
    );
  }

  /** Which tickets hold which tokens in what everybody who sees them can search. */
  postings(): Postings {
    this.#read(Number.POSITIVE_INFINITY);
    return this.#shown;
  }

  /** Whether a ticket as the view has it holds every token. */
  holds(view: View, ticket: TicketRow, tokens: readonly string[], notes: boolean): boolean {
    const texts = [textOf(view, ticket), messagesOf(view, ticket, false)];
    if (notes) texts.push(messagesOf(view, ticket, true));
    const held = tokensOf(texts.join('\n'));
    return (
      tokens.length > 0 &&
      tokens.every((token) => held.some((candidate) => candidate.startsWith(token)))
    );
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
  }

  get #backlog(): number {
    return this.#changes.length - this.#place;
  }

  #textOf(ticket: TicketRow | undefined): string {
    return ticket === undefined ? '' : textOf(this.#view, ticket);
  }

  #note(ticket: TicketRow, note: boolean, before: string, after: string): void {
    this.#changes.push({ ticket, note, before, after });
    this.#noted += 1;
    this.#wake();
  }

  #wake(pause = busyPause): void {
    if (this.#timer !== undefined || this.#closed) return;
    const noted = this.#noted;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#read(sliceTime);
      const left = this.#backlog > 0 || this.#unread !== undefined;
      if (left) this.#wake(this.#noted === noted ? quietPause : busyPause);
    }, pause);
    this.#timer.unref();
  }

  /** Reads for about that long, or until nothing is left. */
  #read(milliseconds: number): void {
    const until = performance.now() + milliseconds;
    while (this.#backlog > 0 || this.#unread !== undefined) {
      const change = this.#changes[this.#place];
      if (change === undefined) this.#readNext();
      else {
        this.#place += 1;
        this.#apply(change);
      }
      if (performance.now() > until) return;
    }
    if (this.#place > 0) {
      this.#changes = [];
      this.#place = 0;
    }
  }

  #readNext(): void {
    const next = this.#unread?.next();
    if (next === undefined || next.done === true) {
      this.#unread = undefined;
      return;
    }
    const ticket = next.value;
    const shown = `${this.#textOf(ticket)}\n${messagesOf(this.#view, ticket, false)}`;
    this.#apply({ ticket, note: false, before: '', after: shown });
    const notes = messagesOf(this.#view, ticket, true);
    if (notes !== '') this.#apply({ ticket, note: true, before: '', after: notes });
  }

  #apply({ ticket, note, before, after }: TextChange): void {
    const postings = note ? this.#notes : this.#shown;
    const entry = this.#index.entry(ticket.id);
    const added = after === '' ? [] : tokensOf(after);
    if (entry !== undefined) {
      for (const token of added) postings.add(token, entry);
      if (ticket.number > this.#highest) this.#highest = ticket.number;
    }
    if (before === '') return;
    const gone = new Set(tokensOf(before));
    // What the ticket says elsewhere stays.
    if (entry !== undefined) {
      const texts = [messagesOf(this.#view, entry.row, note)];
      if (!note) texts.push(this.#textOf(entry.row));
      for (const token of tokensOf(texts.join('\n'))) gone.delete(token);
    }
    for (const token of gone) postings.remove(token, entry ?? { row: ticket });
  }
}

/** What everybody who sees a ticket can search in it, its messages apart. */
function textOf(view: View, { number, subject, description, customerId }: TicketRow): string {
  const customer = customerId === null ? undefined : view.get('person', customerId);
  return `${number}\n${subject}\n${description}\n${customer?.name ?? ''}`;
}

function messagesOf(view: View, { id }: TicketRow, notes: boolean): string {
  return view
    .find('message', notes ? 'ticketId' : 'publicOn', id)
    .filter((message) => (message.visibility === 'note') === notes)
    .map((message) => message.body)
    .join('\n');
}
