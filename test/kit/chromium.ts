import { type Browser, chromium, type Page } from 'playwright-core';
import { browserArgs, findBrowser } from '../config/browser.js';

/** Headless Chromium, the one `npm test` found or installed. */
export async function openBrowser(): Promise<Browser> {
  const executablePath = findBrowser();
  if (executablePath === null) throw new Error('No Chromium: run npm test, which installs one.');
  return chromium.launch({ executablePath, args: browserArgs });
}

/** Every error a page reports from now on, policy violations included. */
export function errorsOf(page: Page): string[] {
  const errors: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') errors.push(message.text());
  });
  page.on('pageerror', (error) => errors.push(error.message));
  return errors;
}
