/** Texts that are printable as they are: most. */
const plain = /^[\x20-\x7e\xa0-\xac\xae-\xff€’–…]*$/
const spaces = /[\u2000-\u200a\u202f\u205f\u3000]/g
/** Joiners decide how letters of some scripts are shaped; between others, and in emoji, they show nothing. */
const unseen =
  /[[\p{Cc}\p{Cf}\ufe00-\ufe0f\u{e0100}-\u{e01ef}]--[\u200c\u200d]]|(?<![\u0600-\u109f])[\u200c\u200d]/gv
const loneSurrogates = /\p{Cs}/gu
const breaks = /\s*[\r\n\u2028\u2029]+\s*/g

/** A text as a PDF can print it: composed accents, plain no-break spaces, no control characters. */
export function printable(text: string): string {
  if (plain.test(text)) return text
  return text
    .normalize('NFC')
    .replace(breaks, ' ')
    .replace(spaces, '\u00a0')
    .replace(unseen, '')
    .replace(loneSurrogates, '\ufffd')
}
