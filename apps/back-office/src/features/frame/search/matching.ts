/** Letters without accents, so that `depeche` finds `dépêche`. */
const plain = (text: string): string =>
  text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()

const wordsOf = (text: string): string[] =>
  plain(text)
    .split(/[\s’'-]+/u)
    .filter(Boolean)

/**
 * Whether a name is meant: each word that was typed begins one of its words.
 * @example isMeant('Factures et avoirs', 'avo') // true
 */
export function isMeant(name: string, typed: string): boolean {
  const words = wordsOf(name)
  return wordsOf(typed).every((part) => words.some((word) => word.startsWith(part)))
}

/** Whether a name begins as what was typed: it is then meant before what only has such a word. */
export const beginsSo = (name: string, typed: string): boolean =>
  typed !== '' && plain(name).startsWith(plain(typed))

/** The next of so many, the first after the last. */
export const stepped = (at: number, step: 1 | -1, count: number): number =>
  count === 0 ? 0 : (at + step + count) % count
