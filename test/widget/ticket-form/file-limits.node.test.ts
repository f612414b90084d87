import { describe, expect, test } from 'vitest';
import { files as words } from '../../../widget/locales/en/files.ts';
import { endingOf, refusalOf, sameFile } from '../../../widget/ticket-form/file-limits.ts';

const limits = {
  maxFiles: 2,
  maxBytes: 10_000_000,
  types: ['image/jpeg', 'text/plain', 'application/pdf'],
};
const file = (name: string, size = 1): File => {
  const made = new File(['x'], name, { lastModified: 1 });
  Object.defineProperty(made, 'size', { value: size });
  return made;
};

describe('a chosen file', () => {
  test.each([
    ['image/png', 'png'],
    ['image/jpeg', 'jpg'],
    ['text/plain', 'txt'],
    ['application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'docx'],
    ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'xlsx'],
  ])('of type %s ends in %s', (type, ending) => {
    expect(endingOf(type)).toBe(ending);
  });

  test.each(['a.jpg', 'a.JPEG', 'a.b.pdf', 'a.txt'])('named %s may come', (name) => {
    expect(refusalOf(file(name), [], limits, words)).toBeUndefined();
  });

  test.each(['a.exe', 'jpg', 'a.jpg.html', 'a'])('named %s may not', (name) => {
    expect(refusalOf(file(name), [], limits, words)).toContain('cannot be sent');
  });

  test('may be as large as the limit and no larger', () => {
    expect(refusalOf(file('a.jpg', 10_000_000), [], limits, words)).toBeUndefined();
    expect(refusalOf(file('a.jpg', 10_000_001), [], limits, words)).toBe(
      'a.jpg is larger than 10 MB',
    );
  });

  test('counts with those chosen before', () => {
    const chosen = [file('b.jpg', 9_000_000), file('c.jpg', 9_000_000)];
    const more = { ...limits, maxFiles: 3 };
    expect(refusalOf(file('a.jpg'), chosen, limits, words)).toContain('up to 2 files');
    expect(refusalOf(file('a.jpg', 2_000_000), chosen, more, words)).toBeUndefined();
    expect(refusalOf(file('a.jpg', 2_000_001), chosen, more, words)).toContain('up to 20 MB');
  });

  test('may come while the limits are not known', () => {
    expect(refusalOf(file('a.exe'), [], undefined, words)).toBeUndefined();
  });

  test('chosen twice is one', () => {
    expect(sameFile(file('a.jpg'), file('a.jpg'))).toBe(true);
    expect(sameFile(file('a.jpg'), file('a.jpg', 2))).toBe(false);
  });
});
