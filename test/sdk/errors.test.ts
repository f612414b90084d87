import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import {
  ApiError,
  ConnectionError,
  HelpdeskError,
  isHelpdeskError,
  TimeoutError,
} from '../../sdk/index.ts';
import { fake, problem } from './fake.ts';

const caught = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => undefined,
    (error: unknown) => error,
  );

describe('an error', () => {
  it('of the server carries its problem', async () => {
    const issues = [{ path: ['fields', 'size'], code: 'required', message: 'Fill in this field.' }];
    const { client } = fake(() =>
      problem(422, 'invalid_input', { issues, challenge: { salt: 'x' } }),
    );
    const error = (await caught(client.auth.me())) as ApiError;
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toBeInstanceOf(HelpdeskError);
    expect(error).toMatchObject({
      status: 422,
      code: 'invalid_input',
      title: 'invalid_input',
      detail: 'It is invalid_input.',
      message: 'It is invalid_input.',
      issues,
      retryAfter: undefined,
    });
    expect(error.problem?.challenge).toEqual({ salt: 'x' });
  });

  it('from something before the helpdesk says where to look', async () => {
    const page = new Response('<h1>Not here</h1>', {
      status: 404,
      headers: { 'x-request-id': 'r9' },
    });
    const error = (await caught(fake(() => page).client.auth.me())) as ApiError;
    expect(error).toMatchObject({ status: 404, code: 'unavailable', requestId: 'r9', issues: [] });
    expect(error.message).toBe('HTTP 404: check "server" or try later.');
    expect(error.problem).toBeUndefined();
  });

  it('without an answer keeps what the platform threw', async () => {
    const cause = new TypeError('fetch failed');
    const error = await caught(fake(() => cause, { retries: 0 }).client.auth.me());
    expect(error).toBeInstanceOf(ConnectionError);
    expect(error).not.toBeInstanceOf(TimeoutError);
    expect(error).toMatchObject({ code: 'connection', cause });
    expect((error as Error).message).toContain('help.example');
  });

  it('is a lost connection when a success is no JSON', async () => {
    const page = () => new Response('<h1>Log in to the hotel network</h1>');
    const error = await caught(fake(page, { retries: 0 }).client.auth.me());
    expect(error).toMatchObject({ code: 'connection' });
    expect((error as Error).cause).toBeInstanceOf(SyntaxError);
  });

  it('is known across realms', () => {
    expect(isHelpdeskError(new TimeoutError('late'))).toBe(true);
    const foreign: unknown = runInNewContext(
      "const e = new Error('x'); e.name = 'HelpdeskError'; e.code = 'timeout'; e",
    );
    expect(foreign).not.toBeInstanceOf(HelpdeskError);
    expect(isHelpdeskError(foreign)).toBe(true);
    for (const other of [null, undefined, 'x', new Error('x'), {}])
      expect(isHelpdeskError(other)).toBe(false);
  });

  it('of a timeout is a lost connection too', () => {
    expect(new TimeoutError('late')).toBeInstanceOf(ConnectionError);
    expect(new TimeoutError('late').code).toBe('timeout');
  });
});
