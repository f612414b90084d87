import type { ReactiveController, ReactiveControllerHost } from 'lit';

interface FocusHost extends ReactiveControllerHost {
  readonly renderRoot: HTMLElement | DocumentFragment;
}

/**
 * Keeps the keyboard's place while an element's content changes. What had the focus keeps it; in a
 * list the focus follows the thing (`data-id`), not the row. When it goes away the focus goes to
 * the first match of `fallback`, never to the page's start.
 */
export class FocusController implements ReactiveController {
  readonly #host: FocusHost;
  readonly #fallback: string;
  #asked = '';
  #held: HTMLElement | null = null;
  #heldId: string | undefined;

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
    this.#held = this.#root.activeElement as HTMLElement | null;
    this.#heldId = this.#held?.dataset.id;
  }

  hostUpdated(): void {
    const asked = this.#find(this.#asked);
    if (asked) {
      this.#asked = '';
      asked.focus();
      return;
    }
    const held = this.#held;
    const id = this.#heldId;
    if (!held || (this.#root.activeElement && held.dataset.id === id)) return;
    const same = id === undefined ? undefined : this.#find(`[data-id="${CSS.escape(id)}"]`);
    (same ?? this.#find(this.#fallback))?.focus({ preventScroll: true });
  }
}
