/** The JSON of what is frozen, for as long as somebody holds it. */
const kept = new WeakMap<object, string>();

function itemText(item: unknown): string {
  if (typeof item !== 'object' || item === null || !Object.isFrozen(item)) {
    return JSON.stringify(item);
  }
  const known = kept.get(item);
  if (known !== undefined) return known;
  const text = JSON.stringify(item);
  kept.set(item, text);
  return text;
}

const isPage = (body: object): body is { items: unknown[]; nextCursor: string | null } =>
  'items' in body && 'nextCursor' in body && Array.isArray(body.items);

/** The JSON of an answer. The items of a page that are frozen were written once and are not again. */
export function answerText(body: unknown): string {
  if (typeof body !== 'object' || body === null || !isPage(body)) return JSON.stringify(body);
  const { items, nextCursor } = body;
  return `{"items":[${items.map(itemText).join(',')}],"nextCursor":${JSON.stringify(nextCursor)}}`;
}
