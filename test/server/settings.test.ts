import { describe, expect, test } from 'vitest';
import {
  defaultLimits,
  readSettings,
  SettingsError,
  unusedSettings,
} from '../../server/settings.ts';

const key = 'k'.repeat(32);

describe('settings', () => {
  test('have defaults that start on one machine', () => {
    expect(readSettings({})).toMatchObject({
      host: '127.0.0.1',
      port: 8080,
      publicUrl: 'http://localhost:8080',
      portalPages: ['http://localhost:8080/portal'],
      dataDir: './data',
      adminKey: null,
      smtpUrl: null,
      deskOrigins: [],
      demo: false,
      limits: defaultLimits,
    });
  });

  test('come from the environment, where an empty value is none', () => {
    const settings = readSettings({
      HOST: '0.0.0.0',
      PORT: '3000',
      PUBLIC_URL: 'https://help.example/',
      DATA_DIR: '/var/lib/deskbell',
      ADMIN_KEY: key,
      SMTP_URL: 'smtps://user:password@mail.example',
      MAIL_FROM: 'Help@help.example',
      TRUSTED_PROXIES: '10.0.0.0/8, ::1',
      LIMITS: '{"formMinSeconds":0,"submitsPerTeam":7}',
      PORTAL_PAGES: 'https://shop.example/support, https://help.example/portal',
      DESK_ORIGINS: 'https://desk.example',
      DEMO: '',
      HOME: '/root',
    });
    expect(settings).toMatchObject({
      host: '0.0.0.0',
      port: 3000,
      publicUrl: 'https://help.example',
      dataDir: '/var/lib/deskbell',
      adminKey: key,
      mailFrom: 'help@help.example',
      portalPages: ['https://help.example/portal', 'https://shop.example/support'],
      deskOrigins: ['https://desk.example'],
      demo: false,
      limits: { ...defaultLimits, formMinSeconds: 0, submitsPerTeam: 7 },
    });
    expect(settings.trustedProxies.check('10.1.2.3', 'ipv4')).toBe(true);
    expect(settings.trustedProxies.check('::1', 'ipv6')).toBe(true);
    expect(settings.trustedProxies.check('11.1.2.3', 'ipv4')).toBe(false);
  });

  test.each([
    ['PORT', '80a'],
    ['PORT', '70000'],
    ['PUBLIC_URL', 'help.example'],
    ['PUBLIC_URL', 'https://help.example/#x'],
    ['PUBLIC_URL', 'javascript:alert(1)'],
    ['DATABASE_URL', 'postgres://localhost/deskbell'],
    ['ADMIN_KEY', 'short'],
    ['ADMIN_KEY', `${key} with spaces`],
    ['SMTP_URL', 'mail.example'],
    ['MAIL_FROM', 'Help <help@help.example>'],
    ['TRUSTED_PROXIES', 'localhost'],
    ['TRUSTED_PROXIES', '10.0.0.0/33'],
    ['TRUSTED_PROXIES', '10.0.0.0/8/8'],
    ['LIMITS', '{'],
    ['LIMITS', '{"submitsPerAdress":1}'],
    ['LIMITS', '{"submitsPerTeam":-1}'],
    ['PORTAL_PAGES', '/portal'],
    ['PORTAL_PAGES', 'https://shop.example/#portal'],
    ['DESK_ORIGINS', 'https://desk.example/desk'],
    ['DEMO', 'perhaps'],
  ])('name %s where it is %s', (name, value) => {
    expect(() => readSettings({ [name]: value })).toThrow(SettingsError);
    expect(() => readSettings({ [name]: value })).toThrow(new RegExp(`^${name} `));
  });

  test('name everything that is wrong at once', () => {
    const wrong = () => readSettings({ PORT: 'x', ADMIN_KEY: 'x', DEMO: 'x' });
    expect(wrong).toThrow(/^PORT .*\nADMIN_KEY .*\nDEMO .*$/);
  });

  test('want a sender where mail leaves', () => {
    expect(() => readSettings({ SMTP_URL: 'smtp://mail.example' })).toThrow(/^MAIL_FROM /);
  });

  test('say which of them do nothing yet', () => {
    expect(unusedSettings({ SMS_URL: 'log:', WEBHOOK_URL: '', PORT: '1' })).toEqual(['SMS_URL']);
  });
});
