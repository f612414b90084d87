/** `addEventListener` of an element that dispatches events of its own, named in `Events`. */
export interface ListenTo<Element, Events> {
  <Type extends keyof Events>(
    type: Type,
    listener: (this: Element, event: Events[Type]) => void,
    options?: boolean | AddEventListenerOptions,
  ): void;
  <Type extends keyof HTMLElementEventMap>(
    type: Type,
    listener: (this: Element, event: HTMLElementEventMap[Type]) => void,
    options?: boolean | AddEventListenerOptions,
  ): void;
  (
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | AddEventListenerOptions,
  ): void;
}
