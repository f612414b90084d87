/**
 * The multipart form of a submit: texts as they are, other values as JSON (`true`, and own fields
 * as one object), files as `attachments`. Undefined and false are left out.
 */
export const multipartOf = (fields: object, files: readonly (Blob | File)[]): FormData => {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields))
    if (value) form.append(name, typeof value === 'string' ? value : JSON.stringify(value));
  for (const file of files) form.append('attachments', file);
  return form;
};
