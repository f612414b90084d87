// Letters of their own that people search by their plain neighbours; no decomposition gives these.
const plainLetters: Readonly<Record<string, string>> = {
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ħ: 'h',
  ł: 'l',
  þ: 'th',
  ŧ: 't',
  ς: 'σ',
};

/** Longer words are cut, in text and query alike; a lexeme has a limit in every index. */
const longest = 64;

// Upper case first: it takes ß to SS and both Turkish i's to I. Only accents of alphabets go; the
// voicing marks of kana, which make another letter, are composed again.
const fold = (text: string): string =>
  text
    .normalize('NFKC')
    .normalize('NFD')
    .replace(/[\u0300-\u036f\u0591-\u05c7\u064b-\u0652]/g, '')
    .toUpperCase()
    .toLowerCase()
    .replace(/[æœøđðħłþŧς]/g, (letter) => plainLetters[letter] ?? letter)
    .normalize('NFC');

const word = /[\p{L}\p{N}\p{M}]+/gu;
const script =
  /(?<dense>[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Hang}]+)|[^\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Hang}]+/gu;

const anyDense = /[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Hang}]/u;

/** The runs of a text: words, and stretches of scripts that put no space between words. */
function* runsOf(text: string): Generator<{ run: string; dense: boolean }> {
  const folded = fold(text);
  // Most texts are words alone: eight times faster without looking for scripts in each.
  if (!anyDense.test(folded)) {
    for (const run of folded.match(word) ?? []) yield { run, dense: false };
    return;
  }
  for (const [letters] of folded.matchAll(word)) {
    for (const match of letters.matchAll(script)) {
      yield { run: match[0], dense: match.groups?.dense !== undefined };
    }
  }
}

const pairsOf = (characters: readonly string[]): string[] =>
  characters.slice(1).map((second, index) => `${characters[index]}${second}`);

/**
 * The distinct search tokens of a text: words without case and accents, and of Han, kana and Hangul
 * every pair of neighbours and the last character, so that each character begins a token.
 */
export function tokensOf(text: string): string[] {
  const tokens = new Set<string>();
  for (const { run, dense } of runsOf(text)) {
    if (!dense) {
      tokens.add(run.slice(0, longest));
      continue;
    }
    const characters = [...run];
    for (const pair of pairsOf(characters)) tokens.add(pair);
    tokens.add(characters.at(-1) ?? run);
  }
  return [...tokens];
}

/**
 * The distinct tokens of a query. A text matches when each of them is the beginning of one of its
 * tokens. A query without any letter or digit has none: it finds nothing.
 */
export function queryTokensOf(query: string): string[] {
  const tokens = new Set<string>();
  for (const { run, dense } of runsOf(query)) {
    const characters = [...run];
    if (!dense) tokens.add(run.slice(0, longest));
    else if (characters.length === 1) tokens.add(run);
    else for (const pair of pairsOf(characters)) tokens.add(pair);
  }
  return [...tokens];
}
