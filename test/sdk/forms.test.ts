import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fake, json, problem, type Seen, stillClock } from './fake.ts';

const submission = {
  name: 'Ann',
  email: 'ann@example.com',
  subject: 'Late',
  description: 'Where is it?',
  formToken: 'old',
};
const receipt = { id: 'k1', number: 1, subject: 'Late' };

const tokenIn = ({ text, form }: Seen): unknown =>
  form ? form.get('formToken') : (JSON.parse(text) as { formToken?: string }).formToken;

/** A form whose first token has expired. */
const expired = (seen: Seen) => {
  if (seen.method === 'GET') return json({ formToken: 'new' });
  return tokenIn(seen) === 'new' ? json(receipt, 201) : problem(409, 'form_expired');
};

describe('a form', () => {
  beforeEach(() => {
    stillClock();
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.restoreAllMocks();
  });

  it('is described in a language', async () => {
    const { client, seen } = fake(() => json({ formToken: 'new' }));
    expect(await client.forms.describe('support', { lang: 'de' })).toEqual({ formToken: 'new' });
    expect(seen[0]).toMatchObject({ method: 'GET', path: '/forms/support' });
    expect(seen[0]!.query.get('lang')).toBe('de');
    expect(seen[0]!.headers.get('idempotency-key')).toBeNull();
  });

  it('is submitted as JSON without files', async () => {
    const { client, seen } = fake(() => json(receipt, 201));
    const answer = client.forms.submit('support', {
      ...submission,
      fields: { size: 3 },
      consent: true,
    });
    expect((await answer.withResponse()).status).toBe(201);
    expect(await answer).toEqual(receipt);
    expect(JSON.parse(seen[0]!.text)).toEqual({
      ...submission,
      fields: { size: 3 },
      consent: true,
    });
  });

  it('is submitted as multipart with files', async () => {
    const { client, seen } = fake(() => json(receipt, 201));
    const files = [
      new File(['one'], 'a.txt', { type: 'text/plain' }),
      new File(['two'], 'b.png', { type: 'image/png' }),
    ];
    await client.forms.submit(
      'support',
      { ...submission, phone: undefined, fields: { size: 3, gift: false }, consent: true },
      { files },
    );
    const form = seen[0]!.form!;
    expect(form.get('name')).toBe('Ann');
    expect(form.get('fields')).toBe('{"size":3,"gift":false}');
    expect(form.get('consent')).toBe('true');
    expect(form.has('phone')).toBe(false);
    const sent = form.getAll('attachments') as File[];
    expect(sent.map(({ name, type, size }) => [name, type, size])).toEqual([
      ['a.txt', 'text/plain', 3],
      ['b.png', 'image/png', 3],
    ]);
  });

  it.each([
    ['JSON', []],
    ['multipart', [new File(['one'], 'a.txt')]],
  ])('renews an expired token once, as %s, under the same idempotency key', async (_, files) => {
    const { client, seen } = fake(expired);
    const submitted = client.forms.submit('support', submission, { files });
    await vi.waitFor(() => expect(seen).toHaveLength(2));
    await vi.advanceTimersByTimeAsync(2500);
    expect(await submitted).toEqual(receipt);
    expect(seen.map(({ method }) => method)).toEqual(['POST', 'GET', 'POST']);
    const keys = seen.map(({ headers }) => headers.get('idempotency-key'));
    expect(keys[0]).toBeTruthy();
    expect(keys[2]).toBe(keys[0]);
  });

  it('waits with the renewed token, so that the submit does not look like spam', async () => {
    const { client, seen } = fake(expired);
    const submitted = client.forms.submit('support', submission);
    await vi.advanceTimersByTimeAsync(2499);
    expect(seen).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(1);
    await submitted;
  });

  it('reports a token that expires twice, and any other refusal at once', async () => {
    const twice = fake(({ method }) =>
      method === 'GET' ? json({ formToken: 'new' }) : problem(409, 'form_expired'),
    );
    const failed = expect(twice.client.forms.submit('support', submission)).rejects.toMatchObject({
      code: 'form_expired',
    });
    await vi.advanceTimersByTimeAsync(2500);
    await failed;
    expect(twice.seen).toHaveLength(3);
    const refused = fake(() => problem(422, 'invalid_input'));
    await expect(refused.client.forms.submit('support', submission)).rejects.toMatchObject({
      status: 422,
    });
    expect(refused.seen).toHaveLength(1);
  });

  it('stops waiting when its signal aborts', async () => {
    const controller = new AbortController();
    const { client, seen } = fake(expired);
    const submitted = client.forms.submit('support', submission, { signal: controller.signal });
    const failed = expect(submitted).rejects.toThrow('left');
    await vi.advanceTimersByTimeAsync(100);
    controller.abort(new Error('left'));
    await failed;
    expect(seen).toHaveLength(2);
  });
});

describe('an attachment', () => {
  it('is uploaded under its own name, a given one, or as file', async () => {
    const { client, seen } = fake(() => json({ id: 'f1' }, 201));
    await client.attachments.upload(new File(['x'], 'a.txt', { type: 'text/plain' }));
    await client.attachments.upload(new File(['x'], 'a.txt'), { name: 'b.txt' });
    await client.attachments.upload(new Blob(['x']));
    const names = seen.map(({ form }) => (form!.get('file') as File).name);
    expect(names).toEqual(['a.txt', 'b.txt', 'file']);
    expect(seen[0]).toMatchObject({ method: 'POST', path: '/attachments' });
  });

  it('is downloaded with the token, as a blob', async () => {
    const bytes = new Uint8Array([0, 255, 10]);
    const { client, seen } = fake(
      () => new Response(bytes, { headers: { 'content-type': 'image/png' } }),
      {
        token: 'abc',
      },
    );
    const blob = await client.attachments.download('f1');
    expect(blob.type).toBe('image/png');
    expect(new Uint8Array(await blob.arrayBuffer())).toEqual(bytes);
    expect(seen[0]!.path).toBe('/attachments/f1');
    expect(seen[0]!.headers.get('authorization')).toBe('Bearer abc');
  });

  it('that is not there is a refusal', async () => {
    const { client } = fake(() => problem(404, 'not_found'));
    await expect(client.attachments.download('f1')).rejects.toMatchObject({ code: 'not_found' });
  });
});
