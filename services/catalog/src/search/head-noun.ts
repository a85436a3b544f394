import { hyphenated, isStopWord, type Language } from './text.ts'

const breaks = {
  en: / (?:and|with|without|w|for|of|in|on|from|to|by) /i,
  fr: / (?:et|avec|sans|pour|de|du|des|en|à|au|aux|sur|par) | d['’]/i,
}
/** French adjectives that stand before their noun. */
const beforeNoun = new Set(
  'grand grande petit petite beau bel belle nouveau nouvel nouvelle vieux vieille bon bonne gros grosse joli jolie haut haute lot set'.split(
    ' ',
  ),
)

/**
 * The noun that a name of a thing is about: English names end with it (`Bar table and 4 stools` is a table), French
 * ones begin with it (`Table de bar`). A hyphenated noun is given in its parts.
 */
export function headNoun(text: string, language: Language): readonly string[] {
  const segment = firstSegment(text).split(breaks[language])[0] ?? ''
  const nouns = hyphenated(segment).filter(isNounLike)
  const chosen =
    language === 'en'
      ? nouns.at(-1)
      : (nouns.find((parts) => !beforeNoun.has(parts[0] ?? '')) ?? nouns[0])
  return chosen ?? []
}

/** What stands before the first comma, plus sign, slash, bracket or dash. */
export function firstSegment(text: string): string {
  return text.trim().split(/\s*[,;+/(:–—]\s*|\s-\s/)[0] ?? ''
}

function isNounLike(parts: readonly string[]): boolean {
  return parts.some((part) => /\p{L}/u.test(part) && !isStopWord(part))
}
