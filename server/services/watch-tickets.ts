import type { LiveEvent } from '../../sdk/contract/events.ts';
import { scopeOf, type Viewer } from '../rules/visibility.ts';
import type { PublishedChange } from '../stores/store.ts';
import type { Act, House } from './act.ts';
import { actorOf, isInternal } from './actor.ts';
import { recogniseSession } from './recognise-session.ts';
import { Refusal } from './refusal.ts';

/** Changes that may wait for one stream; whoever is slower is cut off and resumes. */
const mayWait = 1000;

/** Where the events of one stream go. */
export interface EventSink {
  send(event: LiveEvent): void;
  /** Nothing more comes: the session has ended, or the stream cannot keep up. */
  end(): void;
}

/** One open stream. */
export interface Watch {
  /** Looks whether the session is still good; ends the stream where it is not. */
  check(): Promise<void>;
  stop(): void;
}

const openStreams = new WeakMap<House, Map<string, number>>();

/** Counts a session's streams; refuses one more than allowed. Returns the way to count down. */
function claimStream({ house, request }: Act): () => void {
  const { sessionId } = request;
  const most = house.settings.limits.streamsPerSession;
  if (sessionId === undefined || most === 0) return () => {};
  const counts = openStreams.get(house) ?? new Map<string, number>();
  openStreams.set(house, counts);
  const open = counts.get(sessionId) ?? 0;
  if (open >= most) {
    throw new Refusal('rate_limited', 'This session has too many open streams.', {
      retryAfter: 10,
    });
  }
  counts.set(sessionId, open + 1);
  return () => {
    const left = (counts.get(sessionId) ?? 1) - 1;
    if (left > 0) counts.set(sessionId, left);
    else counts.delete(sessionId);
  };
}

/** The viewer with the rights of this moment; undefined where the session has ended. */
async function viewerNow({ house, request, viewer }: Act): Promise<Viewer | undefined> {
  if (request.sessionId === undefined) return viewer;
  const door = { origin: request.origin, reading: true };
  const found = await recogniseSession(house, request.sessionId, door, house.clock());
  return found?.viewer;
}

/** Is a change the viewer's business, given that they see its ticket? */
function concerns(change: PublishedChange, viewer: Viewer): boolean {
  if (change.type === 'revoked') return false;
  if (isInternal(viewer)) return true;
  if (change.internal === true) return false;
  // Customers are told of nobody's following but their own.
  return change.type !== 'follower.changed' || change.personId === actorOf(viewer);
}

/** Was this very viewer's access to the ticket taken by the change itself? */
function takenBy(change: PublishedChange, viewer: Viewer): boolean {
  if (change.type !== 'revoked' || change.personId === undefined) return false;
  if (change.personId !== actorOf(viewer)) return false;
  const only = viewer.kind === 'portal' ? viewer.onlyTicketId : undefined;
  return only === undefined || only === change.ticketId;
}

/** What a stream tells of each change. It remembers which tickets it told of and which are lost. */
function teller(house: House) {
  const told = new Set<string>();
  const lost = new Set<string>();
  return async (change: PublishedChange, viewer: Viewer): Promise<LiveEvent | undefined> => {
    const { id, type, ticketId, messageId } = change;
    // Rights are read for this event: the scope of this viewer, the ticket of this moment.
    const ticket = await house.store.ticket(scopeOf(viewer), ticketId);
    if (ticket === undefined) {
      if (lost.has(ticketId) || !(takenBy(change, viewer) || told.has(ticketId))) return undefined;
      lost.add(ticketId);
      told.delete(ticketId);
      return { id, type: 'revoked', data: { ticketId } };
    }
    lost.delete(ticketId);
    if (!concerns(change, viewer)) return undefined;
    told.add(ticketId);
    return { id, type, data: { ticketId, ...(messageId === undefined ? {} : { messageId }) } };
  };
}

/** Changes after the last one the caller has seen; none where that is unknown. */
async function missed({ house, request }: Act): Promise<PublishedChange[]> {
  if (request.lastEventId === undefined) return [];
  return (await house.store.changesSince(request.lastEventId)) ?? [];
}

/** Tells a viewer of every change of the tickets they see, in order, from now or from `Last-Event-ID` on. */
export async function watchTickets(act: Act, sink: EventSink): Promise<Watch> {
  const { house } = act;
  const release = claimStream(act);
  const tell = teller(house);
  let open = true;
  let waiting = 0;
  let unsubscribe = (): void => {};

  const stop = (): void => {
    if (!open) return;
    open = false;
    unsubscribe();
    release();
  };
  const end = (): void => {
    stop();
    sink.end();
  };
  const viewerOrEnd = async (): Promise<Viewer | undefined> => {
    const viewer = await viewerNow(act);
    if (viewer === undefined && open) end();
    return viewer;
  };
  const pass = async (change: PublishedChange): Promise<void> => {
    if (!open) return;
    const viewer = await viewerOrEnd();
    const event = viewer === undefined ? undefined : await tell(change, viewer);
    if (event !== undefined && open) sink.send(event);
  };
  // The store cannot be read: the stream ends, and its reader resumes where it was.
  const give = (change: PublishedChange): Promise<void> =>
    pass(change).catch(() => {
      if (open) end();
    });

  let resumed: (() => void) | undefined;
  let tail = new Promise<void>((done) => {
    resumed = done;
  });
  const replayed = new Set<string>();
  unsubscribe = house.store.subscribe((change) => {
    if (waiting >= mayWait) return end();
    waiting += 1;
    tail = tail
      .then(() => (replayed.has(change.id) ? undefined : give(change)))
      .finally(() => {
        waiting -= 1;
      });
  });
  try {
    for (const change of await missed(act)) {
      replayed.add(change.id);
      await give(change);
    }
  } catch (error) {
    stop();
    throw error;
  } finally {
    resumed?.();
  }
  return {
    check: async () => {
      await viewerOrEnd();
    },
    stop,
  };
}
