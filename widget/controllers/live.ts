import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { LiveEvent } from '../../sdk/index.ts';
import type { PortalClient } from '../parts/portal-client.ts';

/** One change often makes several events. */
const gatherMs = 100;
/** How often times such as `5 minutes ago` are written anew. */
const minuteMs = 60_000;

/** Told of an event, or that some may have been missed. */
type Listener = (event?: LiveEvent) => void;

/** The live events of one client, read once for all elements, while one is there to be seen. */
class SharedStream {
  readonly #client: PortalClient;
  readonly #listeners = new Set<Listener>();
  #running: AbortController | undefined;

  constructor(client: PortalClient) {
    this.#client = client;
  }

  add(listener: Listener): void {
    if (this.#listeners.size === 0) {
      document.addEventListener('visibilitychange', this.#look);
      addEventListener('online', this.#tell);
    }
    this.#listeners.add(listener);
    if (!document.hidden) this.#start();
  }

  remove(listener: Listener): void {
    this.#listeners.delete(listener);
    if (this.#listeners.size > 0) return;
    document.removeEventListener('visibilitychange', this.#look);
    removeEventListener('online', this.#tell);
    this.#stop();
  }

  readonly #look = (): void => {
    if (document.hidden) this.#stop();
    else {
      this.#start();
      this.#tell();
    }
  };

  readonly #tell = (): void => {
    for (const listener of this.#listeners) listener();
  };

  #stop(): void {
    this.#running?.abort();
    this.#running = undefined;
  }

  async #start(): Promise<void> {
    if (this.#running) return;
    this.#running = new AbortController();
    const { signal } = this.#running;
    try {
      for await (const event of this.#client.events({ signal })) {
        if (signal.aborted) return;
        for (const listener of this.#listeners) listener(event);
      }
    } catch {
      // Trying again does not cure it; the next call of the element shows the reason.
    }
  }
}

const streams = new WeakMap<PortalClient, SharedStream>();

function streamOf(client: PortalClient): SharedStream {
  const stream = streams.get(client) ?? new SharedStream(client);
  streams.set(client, stream);
  return stream;
}

/**
 * Keeps an element up to date while it is in the document and the page is visible. `concerns` says
 * whether an event is about what the element shows; `refresh` is called soon after such events,
 * and whenever some may have been missed.
 */
export class LiveController implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #concerns: (event: LiveEvent) => boolean;
  readonly #refresh: () => void;
  #stream: SharedStream | undefined;
  #connected = false;
  #soon: ReturnType<typeof setTimeout> | undefined;
  #clock: ReturnType<typeof setInterval> | undefined;

  constructor(
    host: ReactiveControllerHost,
    concerns: (event: LiveEvent) => boolean,
    refresh: () => void,
  ) {
    this.#host = host;
    this.#concerns = concerns;
    this.#refresh = refresh;
    host.addController(this);
  }

  /** Whose events to follow. */
  follow(client: PortalClient | undefined): void {
    this.#stream?.remove(this.#take);
    this.#stream = client && streamOf(client);
    if (this.#connected) this.#stream?.add(this.#take);
  }

  hostConnected(): void {
    this.#connected = true;
    this.#clock = setInterval(() => this.#host.requestUpdate(), minuteMs);
    if (!this.#stream) return;
    this.#stream.add(this.#take);
    this.#take();
  }

  hostDisconnected(): void {
    this.#connected = false;
    clearInterval(this.#clock);
    clearTimeout(this.#soon);
    this.#soon = undefined;
    this.#stream?.remove(this.#take);
  }

  readonly #take = (event?: LiveEvent): void => {
    if (event && !this.#concerns(event)) return;
    this.#soon ??= setTimeout(() => {
      this.#soon = undefined;
      this.#refresh();
    }, gatherMs);
  };
}
