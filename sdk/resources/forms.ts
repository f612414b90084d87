import type { Answer, BodyFor, QueryFor } from '../call.ts';
import type { CallOptions, Connection } from '../connection.ts';
import type { FormDescription, Receipt } from '../contract/forms.ts';
import type { ApiError } from '../errors.ts';
import { newIdempotencyKey } from '../idempotency-key.ts';
import { method } from '../method.ts';
import { multipartOf } from '../multipart.ts';
import { pause } from '../pause.ts';
import { answerOf } from '../send.ts';

/** What a form collected, as the contract's `Submission`. */
export interface SubmissionInput extends BodyFor<'POST /forms/:teamSlug'> {}

/** `lang`: the language of labels and texts. */
export interface FormQuery extends QueryFor<'GET /forms/:teamSlug'> {}

export interface SubmitOptions extends CallOptions {
  /** Files to attach; the submit then goes as multipart and may take 5 minutes. */
  files?: readonly (Blob | File)[] | undefined;
}

export interface Forms {
  /** What a public team's form shows and needs. */
  describe(teamSlug: string, query?: FormQuery, options?: CallOptions): Answer<FormDescription>;
  /**
   * Submits a ticket. A form token that expired is renewed once, under the same idempotency key.
   *
   * @throws {ApiError} `invalid_input` with `issues` by field
   *
   * @example
   * ```ts
   * const form = await client.forms.describe('support');
   * const { number } = await client.forms.submit(
   *   'support',
   *   { name, email, subject, description, formToken: form.formToken },
   *   { files: [...input.files] },
   * );
   * ```
   */
  submit(teamSlug: string, submission: SubmissionInput, options?: SubmitOptions): Answer<Receipt>;
}

/** A submit sooner than this after its token was made would be held as likely spam; milliseconds. */
const tooFastMs = 2500;

export const formsOf = (connection: Connection): Forms => {
  const describe = method(connection, 'GET /forms/:teamSlug :query');
  return {
    describe,
    submit(teamSlug, submission, { files, ...options } = {}) {
      const call = { idempotencyKey: newIdempotencyKey(), ...options };
      const post = (fields: SubmissionInput) =>
        method(connection, 'POST /forms/:teamSlug :body')(
          teamSlug,
          files?.[0] ? (multipartOf(fields, files) as unknown as SubmissionInput) : fields,
          call,
        ).withResponse();
      return answerOf(
        post(submission).catch(async (error: Partial<ApiError>) => {
          if (error.code !== 'form_expired') throw error;
          const { formToken } = await describe(teamSlug, {}, call);
          await pause(tooFastMs, call.signal);
          return post({ ...submission, formToken });
        }),
      );
    },
  };
};
