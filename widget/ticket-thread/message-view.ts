import { html, nothing, type TemplateResult } from 'lit';
import type { Attachment, FieldValue, Message } from '../../sdk/contract/tickets.ts';
import type { PortalStrings } from '../locales/portal.ts';
import { timeView } from '../parts/time.ts';

/** Words, language and files of the thread a message stands in. */
export interface MessageWords {
  strings: PortalStrings;
  lang: string;
  files(files: readonly Attachment[]): TemplateResult | typeof nothing;
}

/** The name a message is shown under. */
export const authorOf = ({ author }: Message, strings: PortalStrings): string =>
  author.mine ? strings.you : author.name || strings.helpdesk;

/** The first letter of a name, where a picture would be. */
const initialView = (name: string): TemplateResult =>
  html`<span class="face" aria-hidden="true">${[...name.trim()][0]?.toUpperCase()}</span>`;

/** Who, when, what, and the files. */
function messageView(message: Message, { strings, lang, files }: MessageWords): TemplateResult {
  return html`<li class="message ${message.author.mine ? 'mine' : ''}" part="message">
    <h3 tabindex="-1" data-id=${message.id}>
      ${initialView(message.author.name || strings.helpdesk)}
      <bdi>${authorOf(message, strings)}</bdi>
      <span class="hint">${timeView(message.createdAt, lang)}</span>
    </h3>
    <p class="text">${message.body}</p>
    ${files(message.attachments)}
  </li>`;
}

/** An entry of the history as one small line; nothing where there is nothing to tell. */
function eventView(
  { body, data, action, createdAt }: Message,
  { strings, lang }: MessageWords,
): TemplateResult | typeof nothing {
  const moved = action === 'stage_changed' && typeof data?.to === 'string' ? data.to : '';
  const text = body || (moved && strings.movedTo(moved));
  return text
    ? html`<li class="event hint" part="event">
        <bdi>${text}</bdi> <span>· ${timeView(createdAt, lang)}</span>
      </li>`
    : nothing;
}

/** A message, or an entry of the history. */
export const entryView = (
  message: Message,
  words: MessageWords,
): TemplateResult | typeof nothing =>
  message.kind === 'event' ? eventView(message, words) : messageView(message, words);

/** The team's own fields that were filled in. */
export function fieldsView(
  fields: readonly FieldValue[],
  { yes, no }: PortalStrings,
): TemplateResult | typeof nothing {
  const filled = fields.filter(({ value }) => value !== null && value !== '');
  if (filled.length === 0) return nothing;
  return html`<dl>
    ${filled.map(
      ({ label, value }) =>
        html`<div>
          <dt><bdi>${label}</bdi></dt>
          <dd><bdi>${value === true ? yes : value === false ? no : value}</bdi></dd>
        </div>`,
    )}
  </dl>`;
}
