import iconv from 'iconv-lite'

const candidates = ['windows-1252', 'iso-8859-15', 'macintosh'] as const

/** Letters of western European languages, as they stand in words. */
const letters = /[éèêëàâäáãåîïíìôöòóõøûüùúçñœæß]/u
const capitals = /[ÉÈÊËÀÂÄÁÃÅÎÏÍÔÖÓÕØÛÜÙÚÇÑŒÆ]/u
const signs = /[«»°€£’‘“”–—…™®©²³½¼·•\u00a0]/u

/** Which of the western encodings makes most sense of the bytes; `likely` when it explains nearly all of them. */
export function guessWestern(sample: Buffer): { name: string; likely: boolean } {
  const scored = candidates.map((name) => ({ name, ...score(iconv.decode(sample, name)) }))
  const best = scored.reduce((a, b) => (b.points > a.points ? b : a))
  return { name: best.name, likely: best.points >= best.count * 0.6 }
}

function score(text: string): { points: number; count: number } {
  let points = 0
  let count = 0
  for (const match of text.matchAll(/[^\p{ASCII}]/gu)) {
    count++
    points += pointsOf(match[0], text[match.index - 1] ?? ' ', text[match.index + 1] ?? ' ')
  }
  return { points, count }
}

type Neighbours = { readonly inWord: boolean; readonly begins: boolean; readonly atNumber: boolean }

/** What a sign says for an encoding: the first kind that it is of. */
const kinds: readonly [RegExp, (at: Neighbours) => number][] = [
  [/\p{Cc}/u, () => -3],
  [letters, ({ inWord, begins }) => (inWord || begins ? 1 : 0.5)],
  [capitals, ({ inWord }) => (inWord ? -1 : 0.8)],
  [/€/u, ({ atNumber }) => (atNumber ? 0.9 : 0)],
  [/’/u, ({ inWord }) => (inWord ? 0.9 : 0)],
  [signs, ({ inWord }) => (inWord ? -0.5 : 0.6)],
]

function pointsOf(sign: string, before: string, after: string): number {
  // Words of nothing but accents are of another script.
  if (foreign.test(before) && foreign.test(after)) return -1
  const at = {
    inWord: /\p{Ll}/u.test(before),
    begins: /\p{L}/u.test(after),
    atNumber: /[\d\s]/.test(before) || /\d/.test(after),
  }
  const kind = kinds.find(([pattern]) => pattern.test(sign))
  return kind ? kind[1](at) : -0.5
}

const foreign = /[^\p{ASCII}\P{L}]/u
