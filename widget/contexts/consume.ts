import type { Context } from '@lit/context';

type Stop = () => void;

/**
 * Asks the elements above for a context's value, now and whenever it changes, by the community's
 * context protocol (https://github.com/webcomponents-cg/community-protocols), which the providers
 * of `@lit/context` answer too. A `<deskbell-provider>` that is defined later is asked then.
 * Call the returned function when the element leaves the document.
 */
export function consume<Value>(
  element: Element,
  context: Context<unknown, Value>,
  take: (value: Value) => void,
): Stop {
  let stop: Stop | undefined;
  let answered: unknown;
  let ended = false;
  const callback = (value: Value, unsubscribe?: Stop) => {
    // Another provider, nearer by, took over from the one before.
    if (stop !== unsubscribe) stop?.();
    stop = unsubscribe;
    answered = true;
    take(value);
  };
  const ask = () =>
    answered ||
    ended ||
    element.dispatchEvent(
      Object.assign(new Event('context-request', { bubbles: true, composed: true }), {
        context,
        contextTarget: element,
        callback,
        subscribe: true,
      }),
    );
  ask();
  customElements.whenDefined('deskbell-provider').then(ask);
  return () => {
    ended = true;
    stop?.();
  };
}
