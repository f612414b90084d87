import type { ReactiveController, ReactiveControllerHost } from 'lit';

interface FocusHost extends ReactiveControllerHost {
  readonly renderRoot: HTMLElement | DocumentFragment;
}

/**
 * Keeps the keyboard's place while an element's content changes: what had the focus keeps it when
 * it is moved, and when it goes away the focus goes to the first match of `fallback`, never to the
 * page's start.
 */
export class FocusController implements ReactiveController {
  readonly #host: FocusHost;
  readonly #fallback: string;
  #asked = '';
  #held: Element | null = null;

  constructor(host: FocusHost, fallback: string) {
    this.#host = host;
    this.#fallback = fallback;
    host.addController(this);
  }

  /** Puts the focus on the first match of a selector, now or as soon as it is rendered. */
  ask(selector: string): void {
    this.#asked = selector;
    this.#host.requestUpdate();
  }

  get #root(): ShadowRoot {
    return this.#host.renderRoot as ShadowRoot;
  }

  #find(selector: string): HTMLElement | null {
    return selector ? this.#root.querySelector<HTMLElement>(selector) : null;
  }

  hostUpdate(): void {
    this.#held = this.#root.activeElement;
  }

  hostUpdated(): void {
    const held = this.#held as HTMLElement | null;
    this.#held = null;
    const asked = this.#find(this.#asked);
    if (asked) {
      this.#asked = '';
      asked.focus();
    } else if (held && !this.#root.activeElement) {
      const kept = held.isConnected ? held : this.#find(this.#fallback);
      kept?.focus({ preventScroll: true });
    }
  }
}
