/** How many letters may differ: none in short words, one in five or so. */
export function toleranceFor(word: string): number {
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
export function letterMask(word: string): number {
  let mask = 0
  for (let i = 0; i < word.length; i++) mask |= 1 << (word.charCodeAt(i) & 31)
  return mask
}

export function bitsIn(mask: number): number {
  let rest = mask - ((mask >>> 1) & 0x55555555)
  rest = (rest & 0x33333333) + ((rest >>> 2) & 0x33333333)
  return (((rest + (rest >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24
}
