import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { queryTokensOf, tokensOf } from '../../../server/rules/tokens.ts';
import { sizes } from '../../kit/sizes.ts';

/** What a store does with the two. */
const finds = (query: string, text: string): boolean => {
  const tokens = tokensOf(text);
  const asked = queryTokensOf(query);
  return asked.length > 0 && asked.every((part) => tokens.some((token) => token.startsWith(part)));
};

describe('tokens', () => {
  test.each([
    ['Hello, World! hello', ['hello', 'world']],
    ['Crème Brûlée', ['creme', 'brulee']],
    ['Straße STRASSE', ['strasse']],
    ['Øre, Łódź, Þór, Æther, đà', ['ore', 'lodz', 'thor', 'aether', 'da']],
    ['İstanbul ısı', ['istanbul', 'isi']],
    ['ΟΔΟΣ οδός', ['οδοσ']],
    ['Ёлка, ещё', ['елка', 'еще']],
    ['ｆｕｌｌ ｗｉｄｔｈ ①', ['full', 'width', '1']],
    ['order #1234-A', ['order', '1234', 'a']],
    ['ada@shop.example', ['ada', 'shop', 'example']],
    ['東京都', ['東京', '京都', '都']],
    ['車', ['車']],
    ['ｶﾞｲﾄﾞ', ['ガイ', 'イド', 'ド']],
    ['メール', ['メー', 'ール', 'ル']],
    ['한국어', ['한국', '국어', '어']],
    ['iPhone15の画面', ['iphone15', 'の画', '画面', '面']],
    ['हिन्दी', ['हिन्दी']],
    ['… — !?', []],
    ['', []],
  ])('of %j', (text, expected) => {
    expect(tokensOf(text)).toEqual(expected);
  });

  test('are the same whatever the form of the accents', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (text) => {
        expect(tokensOf(text.normalize('NFD'))).toEqual(tokensOf(text.normalize('NFC')));
      }),
      { numRuns: sizes.propertyRuns },
    );
  });

  test('are the same whatever the case', () => {
    const letters = fc.constantFrom(...'azAZéÀßøŁœÞİıΣςέΏЁйЖﬁがﾊﾞ漢한1 -');
    fc.assert(
      fc.property(fc.string({ unit: letters, maxLength: 40 }), (text) => {
        expect(tokensOf(text.toUpperCase())).toEqual(tokensOf(text));
        expect(tokensOf(text.toLowerCase())).toEqual(tokensOf(text));
      }),
      { numRuns: sizes.propertyRuns },
    );
  });

  test('are distinct, never empty and short enough for any index', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        for (const tokens of [tokensOf(text), queryTokensOf(text)]) {
          expect(new Set(tokens).size).toBe(tokens.length);
          expect(tokens.every((token) => token.length > 0 && token.length <= 64)).toBe(true);
        }
      }),
      { numRuns: sizes.propertyRuns },
    );
    expect(tokensOf('x'.repeat(20_000))).toEqual(['x'.repeat(64)]);
  });
});

describe('a query', () => {
  test('finds every text that holds its words, in any order', () => {
    const words = fc.constantFrom('printer', 'Straße', '東京', 'メール', '車', 'Łódź', '1234');
    fc.assert(
      fc.property(fc.array(words, { minLength: 1, maxLength: 5 }), fc.nat(), (held, seed) => {
        const asked = held.filter((_, index) => (seed >> index) % 2 === 0).reverse();
        if (asked.length > 0) expect(finds(asked.join(' '), held.join(', '))).toBe(true);
      }),
      { numRuns: sizes.propertyRuns },
    );
  });

  test.each([
    ['print', 'My Printer is loud', true],
    ['rinter', 'My Printer is loud', false],
    ['loud pri', 'My Printer is loud', true],
    ['quiet printer', 'My Printer is loud', false],
    ['muller', 'Frau Müller', true],
    ['京', '東京', true],
    ['京都', '東京都', true],
    ['東都', '東京都', false],
    ['都', '東京タワー', false],
    ['タワー', '東京タワー', true],
    ['!!!', 'anything!!!', false],
    ['x'.repeat(100), 'x'.repeat(90), true],
  ])('for %j in %j: %s', (query, text, expected) => {
    expect(finds(query, text)).toBe(expected);
  });
});
