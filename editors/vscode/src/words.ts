// Words that are somebody else's: file names, settings, what a server or a folder says. No part of VS Code is asked for here, so that tests need none.

/** VS Code shows no more of a notification; the rest would only make it slow. */
const LONGEST = 1000;

/**
 * `words` as a notification may show them. VS Code makes a link of `[words](command:...)` there, which one press carries out, and control
 * characters or marks that turn the direction of text could make it read as something else.
 */
export function plain(words: string): string {
  const shown = words.replace(/[\t\r\n\u2028\u2029]+/g, ' ').replace(/[\p{Cc}\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]/gu, '\ufffd');
  const apart = shown.replace(/\](?=\()/g, '] ');
  return apart.length > LONGEST ? `${apart.slice(0, LONGEST)}…` : apart;
}

/** `words` where VS Code draws a picture for `$(name)`. */
export function undrawn(words: string): string {
  return plain(words).replace(/\$(?=\()/g, '$ ');
}

/** Whether the character at `offset` of `text`, or the one before it, is of a source tag such as `[@key, p. 3]`. */
export function inTag(text: string, offset: number): boolean {
  // A link, a footnote and what defines a reference are none.
  for (const tag of text.matchAll(/\[(?!\^)[^\][]*@[^\][]*\](?![([:])/g)) {
    if (tag.index > offset) return false;
    if (offset <= tag.index + tag[0].length) return true;
  }
  return false;
}
