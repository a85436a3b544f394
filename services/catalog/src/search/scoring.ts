import type { Postings } from './postings.ts'
import { type Group, type Interpretation, tiers, type Variant } from './query.ts'

/** Scores of slots for a query, the best over its interpretations. */
export type Scoring = {
  add(interpretation: Interpretation): void
  /** Slots with their scores; those that match every word score `fullMatch` or more. */
  take(): { slots: number[]; scoreOf: (slot: number) => number }
}

/** How a group matches, by position: slots, the tier of the match, its weight. */
type Matches = { readonly slots: number[]; readonly tiers: number[]; readonly weights: number[] }

export const fullMatch = 1_000_000
const leastCoverage = 0.5
const largestWeight = 16
const pairBonus = 4
const rounding = 1e-6

/** Works on columns as long as there are slots: made anew for each query, so that none waits for another. */
export function createScoring(postings: Postings): Scoring {
  const size = postings.size()
  const scores = new Float64Array(size)
  const found: number[] = []
  const column = createColumn(size)
  const known = new Map<Group, Matches>()

  function matchesOf(group: Group): Matches {
    const cached = known.get(group)
    if (cached) return cached
    const matches = column.collect(group, postings)
    known.set(group, matches)
    return matches
  }

  function add({ groups, pairs }: Interpretation): void {
    const words = groups.reduce((sum, group) => sum + group.words, 0)
    const rarities = groups.map((group) => rarityOf(group, postings))
    const most = rarities.reduce((sum, rarity) => sum + rarity, 0) * largestWeight + pairBonus
    const sums = createSums(size)
    groups.forEach((group, at) => {
      sums.add(matchesOf(group), group.words / words, rarities[at] ?? 1)
    })
    for (const pair of pairs) postings.findPair(pair).forEach(sums.reward)
    for (const slot of sums.slots) keep(slot, sums.scoreOf(slot, most))
  }

  function keep(slot: number, score: number): void {
    if (score === 0) return
    if (scores[slot] === 0) found.push(slot)
    scores[slot] = Math.max(scores[slot] ?? 0, score)
  }

  return { add, take: () => ({ slots: found, scoreOf: (slot) => scores[slot] ?? 0 }) }
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

  function collect(group: Group, postings: Postings): Matches {
    slots = []
    for (const variant of group.variants) takeAll(variant, postings)
    const matches = {
      slots,
      tiers: slots.map((slot) => tierOf[slot] ?? 0),
      weights: slots.map((slot) => weightOf[slot] ?? 0),
    }
    for (const slot of slots) tierOf[slot] = 0
    return matches
  }

  return { collect }
}

/** What the groups of an interpretation add up to for each slot. */
function createSums(size: number) {
  const coverage = new Float32Array(size)
  const tier = new Float32Array(size)
  const weight = new Float32Array(size)
  const slots: number[] = []
  const plus = (column: Float32Array, slot: number, more: number) => {
    column[slot] = (column[slot] ?? 0) + more
  }

  function add(matches: Matches, share: number, rarity: number): void {
    for (let i = 0; i < matches.slots.length; i++) {
      const slot = matches.slots[i] ?? 0
      if (coverage[slot] === 0) slots.push(slot)
      plus(coverage, slot, share)
      plus(tier, slot, (matches.tiers[i] ?? 0) * share)
      plus(weight, slot, (matches.weights[i] ?? 0) * rarity)
    }
  }

  function reward(slot: number): void {
    if (coverage[slot] !== 0) plus(weight, slot, pairBonus)
  }

  /** Words covered first, then how they match, then where; 0 when too few are covered. */
  function scoreOf(slot: number, most: number): number {
    const covered = coverage[slot] ?? 0
    if (covered < leastCoverage - rounding) return 0
    const how = (tier[slot] ?? 0) / covered
    const where = Math.min((weight[slot] ?? 0) / most, 0.99)
    return Math.round(covered * 1000) * 1000 + how * 100 + where * 99
  }

  return { slots, add, reward, scoreOf }
}

/** How much a group says: rare words more than common ones. */
function rarityOf(group: Group, postings: Postings): number {
  const whole = group.variants.filter((variant) => variant.tier === tiers.word)
  const counted = whole.length > 0 ? whole : group.variants
  const uses = Math.max(1, ...counted.map(({ term }) => postings.find(term)?.slots.length ?? 0))
  return Math.log(1 + postings.alive() / uses) + 0.5
}
