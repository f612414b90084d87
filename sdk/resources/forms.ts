import type { Answer, BodyFor, QueryFor } from '../call.ts';
import type { CallOptions, Connection } from '../connection.ts';
import type { FormDescription, Receipt } from '../contract/forms.ts';
import type { ApiError } from '../errors.ts';
import { newIdempotencyKey } from '../idempotency-key.ts';
import { multipartOf } from '../multipart.ts';
import { pause } from '../pause.ts';
import { answerOf, send } from '../send.ts';

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

/** {@link Forms.describe} without the rest of the client. */
export const describeForm = (
  connection: Connection,
  teamSlug: string,
  query?: FormQuery,
  options?: CallOptions,
): Answer<FormDescription> =>
  send(connection, 'GET /forms/:teamSlug', { ...options, params: { teamSlug }, query });

/** {@link Forms.submit} without the rest of the client. */
export function submitForm(
  connection: Connection,
  teamSlug: string,
  submission: SubmissionInput,
  { files = [], ...options }: SubmitOptions = {},
): Answer<Receipt> {
  const call = { idempotencyKey: newIdempotencyKey(), ...options, params: { teamSlug } };
  const post = (fields: SubmissionInput) =>
    send(connection, 'POST /forms/:teamSlug', {
      ...call,
      body: files.length ? multipartOf(fields, files) : fields,
    }).withResponse();
  const renewed = async (error: Partial<ApiError>) => {
    if (error.code !== 'form_expired') throw error;
    const { formToken } = await describeForm(connection, teamSlug, {}, options);
    await pause(tooFastMs, options.signal);
    return post({ ...submission, formToken });
  };
  return answerOf(post(submission).catch(renewed));
}

export const formsOf = (connection: Connection): Forms => ({
  describe: describeForm.bind(null, connection),
  submit: submitForm.bind(null, connection),
});
