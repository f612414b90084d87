import { html, nothing, type ReactiveControllerHost, type TemplateResult } from 'lit';
import type { Attachment } from '../../sdk/contract/tickets.ts';
import type { PortalStrings } from '../locales/portal.ts';
import { failureText } from '../parts/failure.ts';
import type { PortalClient } from '../parts/portal-client.ts';
import { saveFile } from '../parts/save-file.ts';
import { sizeText } from '../parts/size.ts';

/** The files of messages, saved one at a time; what goes wrong is said beside the file. */
export class Downloads {
  readonly #host: ReactiveControllerHost;
  #busy = '';
  #failed = '';
  #error: unknown;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
  }

  async #save(client: PortalClient | undefined, { id, name }: Attachment): Promise<void> {
    if (!client || this.#busy) return;
    this.#busy = id;
    this.#failed = '';
    this.#host.requestUpdate();
    try {
      saveFile(await client.attachments.download(id), name);
    } catch (error) {
      this.#failed = id;
      this.#error = error;
    }
    this.#busy = '';
    this.#host.requestUpdate();
  }

  /** Why the last file could not be had; empty where it could. */
  problem(strings: PortalStrings): string {
    return this.#failed ? failureText(this.#error, strings) : '';
  }

  /** The files of one message. */
  view(
    files: readonly Attachment[],
    strings: PortalStrings,
    lang: string,
    client: PortalClient | undefined,
  ): TemplateResult | typeof nothing {
    if (files.length === 0) return nothing;
    return html`<ul class="files" aria-label=${strings.attachments}>
      ${files.map((file) => {
        const failed = this.#failed === file.id;
        return html`<li>
          <button
            type="button"
            class="plain"
            aria-busy=${this.#busy === file.id}
            aria-describedby=${failed ? file.id : nothing}
            @click=${() => void this.#save(client, file)}
          >
            <bdi>${strings.download(file.name, sizeText(file.size, lang))}</bdi>
          </button>
          ${failed ? html`<p class="error" id=${file.id}>${this.problem(strings)}</p>` : nothing}
        </li>`;
      })}
    </ul>`;
  }
}
