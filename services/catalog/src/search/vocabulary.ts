import { lowerBound } from '../memory/sorted-slots.ts'
import { bitsIn, editDistance, letterMask, toleranceFor } from './spelling.ts'

const mergeAfter = 256
const shortestLike = 3

/** The written words of an index, to be found by beginning or by likeness. */
export function createVocabulary() {
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

  /** Words that begin so, shortest first, the word itself left out. */
  function startingWith(prefix: string, limit: number): string[] {
    if (recent.length > mergeAfter) {
      sorted = sorted.concat(recent).sort()
      recent = []
    }
    const found = recent.filter((word) => word.startsWith(prefix))
    const first = lowerBound(sorted, (word) => word < prefix)
    for (let i = first; sorted[i]?.startsWith(prefix); i++) found.push(sorted[i] ?? '')
    return found
      .filter((word) => word !== prefix)
      .sort((a, b) => a.length - b.length || (a < b ? -1 : 1))
      .slice(0, limit)
  }

  /** The words at the smallest edit distance within tolerance, those with the same first letter preferred. */
  function like(word: string): string[] {
    const tolerance = toleranceFor(word)
    if (tolerance === 0) return []
    const mask = letterMask(word)
    const near = words.filter(
      (candidate, at) =>
        candidate.length >= shortestLike && bitsIn(mask ^ (masks[at] ?? 0)) <= 2 * tolerance,
    )
    const found = nearest(word, near, tolerance)
    const sameStart = found.filter((candidate) => candidate[0] === word[0])
    return sameStart.length > 0 ? sameStart : found
  }

  return { add, has: (word: string) => known.has(word), startingWith, like }
}

/** Those at the smallest distance, no more than `tolerance`, the word itself left out. */
function nearest(word: string, candidates: readonly string[], tolerance: number): string[] {
  let best = tolerance
  let found: string[] = []
  for (const candidate of candidates) {
    const distance = candidate === word ? tolerance + 1 : editDistance(word, candidate, best)
    if (distance > best) continue
    if (distance < best) found = []
    best = distance
    found.push(candidate)
  }
  return found
}
