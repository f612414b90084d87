import { beforeEach, describe, expect, test } from 'vitest';
import type { FormDescription } from '../../../sdk/contract/forms.ts';
import { type App, openApp } from '../../kit/open-app.ts';

describe('a public form', () => {
  let app: App;
  beforeEach(async () => {
    app = await openApp();
  });

  test('shows the team, its fields and what may be attached', async () => {
    const company = await app.admin<{ id: string }>('POST', '/companies', { name: 'Shop Ltd' });
    await app.addTeam({
      name: 'Support',
      slug: 'support',
      description: 'We answer on working days.',
      visibility: 'public',
      companyId: company.id,
      formFields: [{ key: 'order', label: 'Order number', type: 'text', required: true }],
      privacy: { url: 'https://shop.example/privacy', consent: 'required', text: 'I agree.' },
    });
    const { status, json } = await app.request<FormDescription>('GET', '/forms/support');
    expect(status).toBe(200);
    expect(json).toMatchObject({
      team: {
        slug: 'support',
        name: 'Support',
        description: 'We answer on working days.',
        company: 'Shop Ltd',
      },
      fields: [{ key: 'order', label: 'Order number', type: 'text', required: true }],
      attachments: { maxFiles: 5, maxBytes: 10_000_000 },
      privacy: { url: 'https://shop.example/privacy', consent: 'required', text: 'I agree.' },
      challenge: null,
    });
    expect(json.attachments.types).toContain('application/pdf');
  });

  test('is translated where the team is, and otherwise in the default language', async () => {
    await app.addTeam({
      name: 'Support',
      visibility: 'public',
      description: 'Ask us.',
      formFields: [{ key: 'size', label: 'Size', type: 'choice', options: ['small', 'large'] }],
      translations: {
        de: { name: 'Hilfe', fields: { size: { label: 'Größe', options: ['klein', 'groß'] } } },
      },
    });
    const german = await app.request<FormDescription>('GET', '/forms/support?lang=de-AT');
    expect(german.json.team).toMatchObject({ name: 'Hilfe', description: 'Ask us.' });
    expect(german.json.fields).toMatchObject([{ label: 'Größe', options: ['klein', 'groß'] }]);
    const french = await app.request<FormDescription>('GET', '/forms/support?lang=fr');
    expect(french.json.team.name).toBe('Support');
  });

  test.each([
    ['private', { visibility: 'private' }, {}],
    ['company', { visibility: 'company' }, {}],
    ['archived', { visibility: 'public' }, { archived: true }],
  ])('of a team that is %s is answered like one of no team', async (_kind, draft, patch) => {
    const team = await app.addTeam({ name: 'Hidden', slug: 'hidden', ...draft });
    if (Object.keys(patch).length > 0) await app.admin('PATCH', `/teams/${team.id}`, patch);
    const submit = { name: 'A', email: 'a@shop.example', subject: 'S', description: 'D' };
    const same = async (method: string, body?: unknown) => {
      const hidden = await app.request(method, '/forms/hidden', { body });
      const missing = await app.request(method, '/forms/nowhere', { body });
      const { requestId: _hidden, ...hiddenBody } = hidden.json;
      const { requestId: _missing, ...missingBody } = missing.json;
      expect(hidden.status).toBe(404);
      expect([hidden.status, hiddenBody]).toEqual([missing.status, missingBody]);
    };
    await same('GET');
    await same('POST', submit);
    await same('POST', { wrong: true });
  });

  test('may be limited to origins; the server itself is always one', async () => {
    await app.addTeam({
      name: 'Support',
      visibility: 'public',
      allowedOrigins: ['https://shop.example'],
    });
    const from = async (origin?: string) => {
      const headers = origin === undefined ? {} : { Origin: origin };
      const { status } = await app.request('GET', '/forms/support', { headers });
      return status;
    };
    expect(await from('https://shop.example')).toBe(200);
    expect(await from('https://help.example')).toBe(200);
    expect(await from()).toBe(200);
    expect(await from('https://other.example')).toBe(403);
    expect(await from('null')).toBe(403);
    const submit = { name: 'A', email: 'a@shop.example', subject: 'S', description: 'D' };
    const headers = { Origin: 'https://other.example' };
    const refused = await app.request('POST', '/forms/support', { body: submit, headers });
    expect(refused.status).toBe(403);
  });
});
