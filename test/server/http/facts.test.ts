import { BlockList } from 'node:net';
import { describe, expect, test } from 'vitest';
import { clientAddressOf, languageOf, versionOf } from '../../../server/http/facts.ts';

const proxies = new BlockList();
proxies.addSubnet('10.0.0.0', 8, 'ipv4');
proxies.addAddress('::1', 'ipv6');
const nobody = new BlockList();

describe("a client's address", () => {
  test.each([
    ['198.51.100.7', undefined, '198.51.100.7'],
    ['::ffff:198.51.100.7', undefined, '198.51.100.7'],
    ['198.51.100.7', '203.0.113.9', '198.51.100.7'],
    ['10.0.0.1', '203.0.113.9', '203.0.113.9'],
    ['::ffff:10.0.0.1', '203.0.113.9', '203.0.113.9'],
    ['::1', '2001:db8::1', '2001:db8::1'],
    ['10.0.0.1', '1.1.1.1, 203.0.113.9, 10.0.0.2', '203.0.113.9'],
    ['10.0.0.1', '203.0.113.9:4711', '203.0.113.9'],
    ['10.0.0.1', '[2001:db8::1]:4711', '2001:db8::1'],
    ['10.0.0.1', '203.0.113.9, nonsense', '10.0.0.1'],
    ['10.0.0.1', '10.0.0.3', '10.0.0.3'],
    ['10.0.0.1', '', '10.0.0.1'],
  ])('from %s, forwarded for %s, is %s', (peer, forwarded, address) => {
    expect(clientAddressOf(peer, forwarded, proxies)).toBe(address);
  });

  test('is the peer where no proxy is trusted, whatever it claims', () => {
    expect(clientAddressOf('10.0.0.1', '203.0.113.9', nobody)).toBe('10.0.0.1');
  });
});

describe('the language of a request', () => {
  test.each([
    [undefined, null],
    ['', null],
    ['*', null],
    ['de', 'de'],
    ['de-CH, de;q=0.9, en;q=0.8', 'de-CH'],
    ['en;q=0.5, nl;q=0.8', 'nl'],
    ['en;q=0, nl;q=nonsense', null],
    ['<script>, ja', 'ja'],
    [`${'a'.repeat(600)}, en`, null],
  ])('%s is %s', (header, language) => {
    expect(languageOf(header)).toBe(language);
  });
});

describe('the version of If-Match', () => {
  test.each([
    [undefined, undefined],
    ['*', undefined],
    ['"7"', 7],
    ['7', -1],
    ['W/"7"', -1],
    ['"7", "8"', -1],
    ['', -1],
  ])('%s is %s', (header, version) => {
    expect(versionOf(header)).toBe(version);
  });
});
