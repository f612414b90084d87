/** Remembers what was made of things lately: at least `size` of them, at most twice as many. */
export class RecentlyMade<Thing extends object, Made> {
  readonly #size: number;
  #young = new Map<Thing, Made>();
  #old = new Map<Thing, Made>();

  constructor(size: number) {
    this.#size = size;
  }

  get(thing: Thing): Made | undefined {
    const made = this.#young.get(thing);
    if (made !== undefined) return made;
    const older = this.#old.get(thing);
    if (older !== undefined) this.set(thing, older);
    return older;
  }

  set(thing: Thing, made: Made): void {
    if (this.#young.size >= this.#size) {
      this.#old = this.#young;
      this.#young = new Map();
    }
    this.#young.set(thing, made);
  }
}
