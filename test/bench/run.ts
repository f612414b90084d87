import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Child, startChild } from './child.ts';
import { syncsPerSecond } from './disk.ts';
import { ratePerSecond } from './load.ts';

interface HelpdeskTold {
  list: string;
  submit: string;
  token: string;
  formToken: string;
}

const rounds = 5;
const seconds = 2;
const connections = 50;
/** Above this the disk only says that it caches, and submits are not held against it. */
const fastestDisk = 20_000;

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

const list = ({ told }: Child<HelpdeskTold>) =>
  ratePerSecond({
    url: told.list,
    connections,
    seconds,
    headers: { authorization: `Bearer ${told.token}` },
  });

const submit = ({ told }: Child<HelpdeskTold>, atOnce: number, forSeconds = seconds) =>
  ratePerSecond({
    url: told.submit,
    connections: atOnce,
    seconds: forSeconds,
    headers: { 'content-type': 'application/json' },
    next: () => ({
      headers: { 'idempotency-key': randomUUID() },
      body: JSON.stringify({
        name: 'Bench Visitor',
        email: `visitor${Math.floor(Math.random() * 1000)}@bench.example`,
        subject: 'My parcel is late',
        description: 'It should have been here on Monday. Where is it, and when will it arrive?',
        formToken: told.formToken,
      }),
    }),
  });

const folder = mkdtempSync(join(tmpdir(), 'deskbell-bench-'));
const started: Child<unknown>[] = [];
const start = async <Told>(script: string, ...args: string[]): Promise<Child<Told>> => {
  const child = await startChild<Told>(script, ...args);
  started.push(child);
  return child;
};

try {
  process.stdout.write('Filling stores with 100 and with 100,000 tickets …\n');
  const small = await start<HelpdeskTold>('helpdesk-server', '100', join(folder, 'small'));
  const large = await start<HelpdeskTold>('helpdesk-server', '100000', join(folder, 'large'));
  const answer = await fetch(small.told.list, {
    headers: { authorization: `Bearer ${small.told.token}` },
  });
  const body = join(folder, 'list.json');
  writeFileSync(body, await answer.text());
  const hello = await start<{ url: string }>('plain-server', 'hello');
  const stored = await start<{ url: string }>('plain-server', 'stored', body);

  const plain = ({ told }: Child<{ url: string }>) =>
    ratePerSecond({ url: told.url, connections, seconds });
  // Each round measures everything, so that a slow minute of the machine slows all alike. A store
  // that should hold 100 tickets is begun anew for each round of submits.
  const measures: Record<string, () => Promise<number>> = {
    'disk: fdatasync': async () => syncsPerSecond(1),
    'Hono: hello': () => plain(hello),
    'Hono: stored 20-row body': () => plain(stored),
    'list my tickets, 100': () => list(small),
    'list my tickets, 100,000': () => list(large),
    'submit, 100': async () => {
      const fresh = await startChild<HelpdeskTold>(
        'helpdesk-server',
        '100',
        join(folder, randomUUID()),
      );
      try {
        await submit(fresh, connections, 1);
        return await submit(fresh, connections);
      } finally {
        await fresh.stop();
      }
    },
    'submit, 100,000': () => submit(large, connections),
  };
  const rates = new Map<string, number[]>();
  // Warm: code that is compiled while it is measured says little.
  for (const warm of [() => plain(hello), () => plain(stored), () => list(small)]) await warm();
  await list(large);
  await submit(large, connections, 1);
  for (let round = 1; round <= rounds; round += 1) {
    for (const [name, measure] of Object.entries(measures)) {
      const rate = await measure();
      rates.set(name, [...(rates.get(name) ?? []), rate]);
    }
    process.stdout.write(`round ${round} of ${rounds}\n`);
  }

  const of = (name: string): number => median(rates.get(name) ?? []);
  process.stdout.write('\nper second, median\n');
  for (const name of rates.keys()) {
    process.stdout.write(`  ${name.padEnd(28)} ${Math.round(of(name)).toLocaleString('en')}\n`);
  }
  const disk = of('disk: fdatasync');
  const ratios = [
    [
      'list ÷ stored body, 100',
      of('list my tickets, 100') / of('Hono: stored 20-row body'),
      'at least',
      0.35,
    ],
    [
      'list ÷ stored body, 100,000',
      of('list my tickets, 100,000') / of('Hono: stored 20-row body'),
      'at least',
      0.35,
    ],
    ['write latency, 100,000 ÷ 100', of('submit, 100') / of('submit, 100,000'), 'at most', 1.15],
    ['submits ÷ fdatasync, 100', of('submit, 100') / disk, 'at least', 1],
    ['submits ÷ fdatasync, 100,000', of('submit, 100,000') / disk, 'at least', 1],
  ] as const;
  process.stdout.write('\nratios\n');
  let missed = 0;
  for (const [name, ratio, bound, goal] of ratios) {
    const judged = !name.includes('fdatasync') || disk <= fastestDisk;
    const met = bound === 'at least' ? ratio >= goal : ratio <= goal;
    if (judged && !met) missed += 1;
    const verdict = judged ? (met ? 'met' : 'MISSED') : 'reported only';
    process.stdout.write(
      `  ${name.padEnd(30)} ${ratio.toFixed(2)}   ${bound} ${goal}   ${verdict}\n`,
    );
  }
  process.exitCode = missed === 0 ? 0 : 1;
} finally {
  for (const child of started) await child.stop();
  rmSync(folder, { recursive: true, force: true });
}
