export type Direction = 'ltr' | 'rtl'

const rightToLeft =
  /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u

/** Whether a text has letters that are read from right to left. */
export const hasRightToLeft = (text: string): boolean => rightToLeft.test(text)

/** The direction of a paragraph: that of its first letter (Unicode Bidirectional Algorithm, P2 and P3). */
export function directionOf(text: string): Direction {
  if (!hasRightToLeft(text)) return 'ltr'
  const first = text.match(/\p{L}/u)?.[0] ?? ''
  return hasRightToLeft(first) ? 'rtl' : 'ltr'
}
