import { pino } from 'pino';
import { startServer } from '../../server/node.ts';
import { readSettings } from '../../server/settings.ts';
import { fillStore } from './world.ts';

// A helpdesk on the embedded store with so many tickets: `helpdesk-server <tickets> <folder>`.
const [count = '100', dataDir = ''] = process.argv.slice(2);
const adminKey = 'bench-admin-key-0123456789-0123456789';
const settings = readSettings({
  HOST: '127.0.0.1',
  PORT: '0',
  DATA_DIR: dataDir,
  ADMIN_KEY: adminKey,
  // The bench measures the helpdesk, not its caps.
  LIMITS: JSON.stringify({
    submitsPerAddress: 0,
    submitsPerTeam: 0,
    mailsPerAddress: 0,
    requestsPerSession: 0,
    formMinSeconds: 0,
  }),
});
const running = await startServer(settings, { log: pino({ level: 'silent' }) });
const { teamSlug, customerId } = await fillStore(running.helpdesk.house.store, Number(count));
const api = `http://127.0.0.1:${running.port}/api/v1`;
const session = await fetch(`${api}/people/${customerId}/sessions`, {
  method: 'POST',
  headers: { Authorization: `Bearer ${adminKey}` },
});
const { token } = (await session.json()) as { token: string };
const form = await fetch(`${api}/forms/${teamSlug}`);
const { formToken } = (await form.json()) as { formToken: string };
process.stdout.write(
  `${JSON.stringify({
    list: `${api}/tickets?limit=20`,
    submit: `${api}/forms/${teamSlug}`,
    token,
    formToken,
  })}\n`,
);
process.once('SIGTERM', () => void running.stop());
