import type { Postings } from './postings.ts'
import type { Group, Interpretation } from './query.ts'
import { tiers, type Variant } from './variants.ts'

/** How a group matches in a slot. */
type Match = { readonly slot: number; readonly tier: number; readonly weight: number }
type Matches = readonly Match[]

export const fullMatch = 1_000_000
const leastCoverage = 0.5
const largestWeight = 16
const pairBonus = 4
const rounding = 1e-6
/** A word that this part of all products have does not tell them apart. */
const commonShare = 0.4

/**
 * Scores slots for a query, each by the best of its interpretations; those that match every word score `fullMatch` or
 * more. Works on columns as long as there are slots, made anew for each query.
 */
export function scoreSlots(postings: Postings, interpretations: readonly Interpretation[]) {
  const size = postings.size()
  const scores = new Float64Array(size)
  const slots: number[] = []
  const column = createColumn(size)
  const known = new Map<Group, Matches>()

  function matchesOf(group: Group): Matches {
    const cached = known.get(group)
    if (cached) return cached
    const parts = group.all.map((variants) => column.collect(variants, postings))
    const matches = parts.length === 1 && parts[0] ? parts[0] : inEach(parts, size)
    known.set(group, matches)
    return matches
  }

  function add({ groups, pairs }: Interpretation): void {
    const words = groups.reduce((sum, group) => sum + group.words, 0)
    const rarities = groups.map((group) => rarityOf(group, postings))
    const most = rarities.reduce((sum, rarity) => sum + rarity, 0) * largestWeight + pairBonus
    const sums = createSums(size)
    groups.forEach((group, at) => {
      const matches = matchesOf(group)
      const isCommon = groups.length > 1 && matches.length > postings.alive() * commonShare
      const [share, tells] = [group.words / words, isCommon ? 0 : 1]
      sums.add(matches, { share, rarity: rarities[at] ?? 1, tells })
    })
    for (const pair of pairs) postings.findPair(pair).forEach(sums.reward)
    for (const slot of sums.slots) keep(slot, sums.scoreOf(slot, most))
  }

  function keep(slot: number, score: number): void {
    if (score === 0) return
    if (scores[slot] === 0) slots.push(slot)
    scores[slot] = Math.max(scores[slot] ?? 0, score)
  }

  for (const interpretation of interpretations) add(interpretation)
  return { slots, scoreOf: (slot: number) => scores[slot] ?? 0 }
}

/** Finds the best match of a group for each slot: tier first, then weight. */
function createColumn(size: number) {
  const tierOf = new Uint8Array(size)
  const weightOf = new Float64Array(size)
  let slots: number[] = []

  function take(slot: number, tier: number, weight: number): void {
    const before = tierOf[slot] ?? 0
    if (before > tier || (before === tier && (weightOf[slot] ?? 0) >= weight)) return
    if (before === 0) slots.push(slot)
    tierOf[slot] = tier
    weightOf[slot] = weight
  }

  function takeAll({ term, tier, factor }: Variant, postings: Postings): void {
    const posting = postings.find(term)
    if (!posting) return
    for (let i = 0; i < posting.slots.length; i++) {
      const slot = posting.slots[i] ?? 0
      if (postings.isAlive(slot)) take(slot, tier, (posting.weights[i] ?? 0) * factor)
    }
  }

  function collect(variants: readonly Variant[], postings: Postings): Matches {
    slots = []
    for (const variant of variants) takeAll(variant, postings)
    return slots.map((slot) => {
      const tier = tierOf[slot] ?? 0
      tierOf[slot] = 0
      return { slot, tier, weight: weightOf[slot] ?? 0 }
    })
  }

  return { collect }
}

/** What matches every part, with the mean of its weights. */
function inEach(parts: readonly Matches[], size: number): Matches {
  const seen = new Uint8Array(size)
  const weightOf = new Float64Array(size)
  for (const { slot, weight } of parts.flat()) {
    seen[slot] = (seen[slot] ?? 0) + 1
    weightOf[slot] = (weightOf[slot] ?? 0) + weight / parts.length
  }
  const inAll = parts[0]?.filter(({ slot }) => seen[slot] === parts.length) ?? []
  return inAll.map(({ slot }) => ({ slot, tier: tiers.word, weight: weightOf[slot] ?? 0 }))
}

/** What a group of an interpretation adds: its share of the words, and whether it tells products apart. */
type Part = { readonly share: number; readonly rarity: number; readonly tells: number }

/** What the groups of an interpretation add up to for each slot. */
function createSums(size: number) {
  const coverage = new Float32Array(size)
  const tier = new Float32Array(size)
  const weight = new Float32Array(size)
  const telling = new Float32Array(size)
  const slots: number[] = []
  const plus = (column: Float32Array, slot: number, more: number) => {
    column[slot] = (column[slot] ?? 0) + more
  }

  function add(matches: Matches, { share, rarity, tells }: Part): void {
    for (const match of matches) {
      const { slot } = match
      if (coverage[slot] === 0) slots.push(slot)
      plus(telling, slot, tells)
      plus(coverage, slot, share)
      plus(tier, slot, match.tier * share)
      plus(weight, slot, match.weight * rarity)
    }
  }

  function reward(slot: number): void {
    if (coverage[slot] !== 0) plus(weight, slot, pairBonus)
  }

  /** Words covered first, then how they match, then where; 0 when too few are covered, or only common ones. */
  function scoreOf(slot: number, most: number): number {
    const covered = coverage[slot] ?? 0
    if (covered < leastCoverage - rounding) return 0
    if (covered < 1 - rounding && telling[slot] === 0) return 0
    const how = (tier[slot] ?? 0) / covered
    const where = Math.min((weight[slot] ?? 0) / most, 0.99)
    return Math.round(covered * 1000) * 1000 + how * 100 + where * 99
  }

  return { slots, add, reward, scoreOf }
}

/** How much a group says: rare words more than common ones; of several, the rarest counts. */
function rarityOf(group: Group, postings: Postings): number {
  const uses = Math.min(...group.all.map((variants) => usesOf(variants, postings)))
  return Math.log(1 + postings.alive() / Math.max(1, uses)) + 0.5
}

function usesOf(variants: readonly Variant[], postings: Postings): number {
  const whole = variants.filter((variant) => variant.tier === tiers.word)
  const counted = whole.length > 0 ? whole : variants
  return Math.max(0, ...counted.map(({ term }) => postings.find(term)?.slots.length ?? 0))
}
