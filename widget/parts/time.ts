import { html, type TemplateResult } from 'lit';

const steps = [
  ['year', 31_557_600],
  ['month', 2_629_800],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
] as const;

/** `3 hours ago`, `yesterday`, `now`: how far an ISO time lies from `now`, in the language's words. */
export function relativeTime(time: string, lang: string, now: number = Date.now()): string {
  const seconds = (Date.parse(time) - now) / 1000;
  const words = new Intl.RelativeTimeFormat(lang, { numeric: 'auto' });
  for (const [unit, length] of steps)
    if (Math.abs(seconds) >= length) return words.format(Math.trunc(seconds / length), unit);
  return words.format(0, 'second');
}

/** Day and time of an ISO time in the reader's zone, such as `22 Nov 2026, 14:03`. */
export const fullTime = (time: string, lang: string): string =>
  new Intl.DateTimeFormat(lang, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(time));

/** A `<time>`: relative within a week, the full date after; the full date always on hover. */
export function timeView(time: string, lang: string, now: number = Date.now()): TemplateResult {
  const full = fullTime(time, lang);
  const near = Math.abs(Date.parse(time) - now) < 604_800_000;
  return html`<time datetime=${time} title=${full}
    >${near ? relativeTime(time, lang, now) : full}</time
  >`;
}
