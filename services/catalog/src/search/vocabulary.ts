import { lowerBound } from '../memory/sorted-slots.ts'

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

/** How many letters may differ: none in short words, one in five or so. */
function toleranceFor(word: string): number {
  if (/\d/.test(word) || word.length < 4) return 0
  return word.length < 8 ? 1 : 2
}

/**
 * Edit distance with swaps of neighbours counted once, or `limit + 1` as soon as it is more than `limit`.
 * @example editDistance('bokcase', 'bookcase', 1) // 1
 */
export function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1
  let beforeLast: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, column) => column)
  for (let row = 1; row <= a.length; row++) {
    const current = distanceRow(a, b, row, { last, beforeLast })
    if (Math.min(...current) > limit) return limit + 1
    beforeLast = last
    last = current
  }
  return Math.min(last[b.length] ?? limit + 1, limit + 1)
}

function distanceRow(
  a: string,
  b: string,
  row: number,
  { last, beforeLast }: { last: readonly number[]; beforeLast: readonly number[] },
): number[] {
  const current = [row]
  for (let column = 1; column <= b.length; column++) {
    const same = a[row - 1] === b[column - 1]
    let best = Math.min(
      (last[column - 1] ?? 0) + (same ? 0 : 1),
      (last[column] ?? 0) + 1,
      (current[column - 1] ?? 0) + 1,
    )
    const swapped =
      row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]
    if (swapped) best = Math.min(best, (beforeLast[column - 2] ?? 0) + 1)
    current.push(best)
  }
  return current
}

/** One bit per letter of a word: words that differ by d edits differ by at most 2d bits. */
function letterMask(word: string): number {
  let mask = 0
  for (let i = 0; i < word.length; i++) mask |= 1 << (word.charCodeAt(i) & 31)
  return mask
}

function bitsIn(mask: number): number {
  let rest = mask - ((mask >>> 1) & 0x55555555)
  rest = (rest & 0x33333333) + ((rest >>> 2) & 0x33333333)
  return (((rest + (rest >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24
}
