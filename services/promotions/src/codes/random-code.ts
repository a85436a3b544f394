/** Digits and capitals without those that look alike: 0 and O, 1, I and L. */
const alphabet = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'

/** A random whole number from 0 up to a bound that is not part of it. */
export type RandomInt = (below: number) => number

/**
 * A code that cannot be guessed: of its random characters, eight are one of 850 thousand million, ten of 800 million million.
 * @example randomCode({ prefix: 'NOEL', length: 8 }, randomInt) // 'NOELX7KQ2M9B'
 */
export function randomCode(
  { prefix = '', length }: { readonly prefix?: string | undefined; readonly length: number },
  random: RandomInt,
): string {
  const characters = Array.from({ length }, () => alphabet[random(alphabet.length)])
  return prefix + characters.join('')
}
