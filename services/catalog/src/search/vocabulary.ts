import { bitsIn, editDistance, letterMask, toleranceFor } from './spelling.ts'

/** The written words of an index, to be found by beginning or by likeness. */
export type Vocabulary = {
  add(word: string): void
  has(word: string): boolean
  /** Words that begin so, shortest first, the word itself left out. */
  startingWith(prefix: string, limit: number): string[]
  /** The words at the smallest edit distance within tolerance, those with the same first letter preferred. */
  like(word: string): string[]
}

const mergeAfter = 256

export function createVocabulary(): Vocabulary {
  const words: string[] = []
  const masks: number[] = []
  const known = new Set<string>()
  let sorted: string[] = []
  let recent: string[] = []

  function add(word: string): void {
    if (known.has(word)) return
    known.add(word)
    words.push(word)
    masks.push(letterMask(word))
    recent.push(word)
  }

  function startingWith(prefix: string, limit: number): string[] {
    if (recent.length > mergeAfter) {
      sorted = sorted.concat(recent).sort()
      recent = []
    }
    const found = recent.filter((word) => word.startsWith(prefix))
    for (let i = lowerBound(sorted, prefix); sorted[i]?.startsWith(prefix); i++) {
      found.push(sorted[i] ?? '')
    }
    return found
      .filter((word) => word !== prefix)
      .sort((a, b) => a.length - b.length || (a < b ? -1 : 1))
      .slice(0, limit)
  }

  function like(word: string): string[] {
    const tolerance = toleranceFor(word)
    const mask = letterMask(word)
    let best = tolerance
    let found: string[] = []
    for (let i = 0; tolerance > 0 && i < words.length; i++) {
      if (bitsIn(mask ^ (masks[i] ?? 0)) > 2 * best) continue
      const candidate = words[i] ?? ''
      if (candidate.length < 3 || candidate === word) continue
      const distance = editDistance(word, candidate, best)
      if (distance > best) continue
      if (distance < best) found = []
      best = distance
      found.push(candidate)
    }
    const sameStart = found.filter((candidate) => candidate[0] === word[0])
    return sameStart.length > 0 ? sameStart : found
  }

  return { add, has: (word) => known.has(word), startingWith, like }
}

function lowerBound(sorted: readonly string[], word: string): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((sorted[middle] ?? '') < word) low = middle + 1
    else high = middle
  }
  return low
}
