import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** `idle`: never asked. The value of an earlier answer stays while a new one is `pending` or `failed`. */
export type RequestState = 'idle' | 'pending' | 'ready' | 'failed';

/**
 * One asynchronous call of an element: its state, last value and error, with the element rendered
 * at every change. A new `run` ends the one before; leaving the document ends the call, coming
 * back (a move does both) starts it again.
 */
export class RequestController<Value> implements ReactiveController {
  state: RequestState = 'idle';
  value: Value | undefined;
  error: unknown;
  readonly #host: ReactiveControllerHost;
  readonly #call: (signal: AbortSignal) => Promise<Value>;
  #running: AbortController | undefined;

  constructor(host: ReactiveControllerHost, call: (signal: AbortSignal) => Promise<Value>) {
    this.#host = host;
    this.#call = call;
    host.addController(this);
  }

  hostConnected(): void {
    if (this.state === 'pending' && !this.#running) void this.run();
  }

  hostDisconnected(): void {
    this.#running?.abort();
    this.#running = undefined;
  }

  /** Starts the call; resolves when it ended, whatever came of it. Never rejects. */
  readonly run = async (): Promise<void> => {
    this.#running?.abort();
    const running = new AbortController();
    this.#running = running;
    this.state = 'pending';
    this.#host.requestUpdate();
    let state: RequestState = 'ready';
    let value = this.value;
    let error: unknown;
    try {
      value = await this.#call(running.signal);
    } catch (cause) {
      state = 'failed';
      error = cause;
    }
    if (this.#running !== running) return;
    this.#running = undefined;
    Object.assign(this, { state, value, error });
    this.#host.requestUpdate();
  };

  /** Puts a value that came another way, such as the answer to a change, in place of the last one. */
  set(value: Value): void {
    this.hostDisconnected();
    Object.assign(this, { state: 'ready', value, error: undefined });
    this.#host.requestUpdate();
  }
}
