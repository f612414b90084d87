import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { browserArgs, ensureBrowser } from '../test/config/browser.js';
import { freePort } from '../test/kit/node-process.ts';
import { startDemo } from './demo.ts';

// Makes the README's pictures from the running demo: `npm run pictures`.
const pictures = '.github/pictures';
const customer = 'customer@demo.example';

async function takePictures(page: Page, shop: string): Promise<void> {
  await page.goto(`${shop}/contact`);
  await page.getByRole('heading', { name: 'Customer Support' }).waitFor();
  await page.getByLabel('Name').fill('Demo Visitor');
  await page.getByLabel('Subject').fill('My fern arrived without its pot');
  await page.locator('.panel').screenshot({ path: join(pictures, 'form.png') });

  await page.goto(`${shop}/support`);
  await page.getByLabel('Email address').fill(customer);
  await page.getByRole('button', { name: 'Send the link' }).click();
  await page.getByRole('heading', { name: 'Check your mail' }).waitFor();
  await page.goto(`${shop}/mail`);
  await page.locator('a[href*="#link="]').first().click();
  await page.getByRole('button', { name: 'My fern arrived without its pot' }).waitFor();
  await page.locator('.panel').screenshot({ path: join(pictures, 'portal.png') });
  await page.getByRole('button', { name: 'My fern arrived without its pot' }).click();
  await page.getByLabel('Your reply').waitFor();
  await page.locator('.panel').screenshot({ path: join(pictures, 'ticket.png') });
}

const dataDir = await mkdtemp(join(tmpdir(), 'deskbell-pictures-'));
const [port, shopPort] = [await freePort(), await freePort()];
const demo = await startDemo({ PORT: String(port), SHOP_PORT: String(shopPort) }, dataDir);
const browser = await chromium.launch({
  executablePath: await ensureBrowser(),
  args: browserArgs,
});
try {
  await mkdir(pictures, { recursive: true });
  const page = await browser.newPage({
    viewport: { width: 960, height: 800 },
    deviceScaleFactor: 2,
  });
  await takePictures(page, demo.shopUrl);
} finally {
  await browser.close();
  await demo.stop();
  await rm(dataDir, { recursive: true, force: true });
}
