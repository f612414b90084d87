// Line breaks and other controls, halves of characters, and marks that turn the direction of writing.
const unsafe = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}]+/gu;

/** A text as it may stand in a header or in one line of a mail. */
export const oneLine = (text: string): string =>
  text.replace(unsafe, ' ').replace(/ {2,}/g, ' ').trim();
