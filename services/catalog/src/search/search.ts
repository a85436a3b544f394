import type { SearchEntry } from './entry-terms.ts'
import { createPostings, type Postings } from './postings.ts'
import { type Dictionary, type Group, type Interpretation, tiers, understand } from './query.ts'
import { createSynonymTable } from './synonyms.ts'

export type Hits = {
  /** Slots, best first. */
  readonly slots: readonly number[]
  readonly didYouMean?: string | undefined
}

/** Full-text search over slots; `synonyms` can be replaced at any time. */
export type Search = {
  add(slot: number, entry: SearchEntry): void
  remove(slot: number): void
  find(query: string): Hits
  replaceSynonyms(groups: readonly (readonly string[])[]): void
  /** Written words that begin so, most used first. */
  complete(prefix: string, limit: number): string[]
}

/** Matches of a part of the words follow only when fewer products than this match them all. */
const fewEnough = 8
const leastCoverage = 0.5
const largestWeight = 16
const pairBonus = 4

export function createSearch(groups: readonly (readonly string[])[]): Search {
  const postings = createPostings()
  let dictionary: Dictionary = { postings, synonyms: createSynonymTable(groups) }

  function find(query: string): Hits {
    const understanding = understand(query, dictionary)
    if (understanding.words === 0) return { slots: [] }
    const scores = new Map<number, number>()
    for (const interpretation of understanding.interpretations) {
      scoreInto(scores, interpretation, postings)
    }
    const { didYouMean } = understanding
    return { slots: ranked(scores), ...(didYouMean !== undefined && { didYouMean }) }
  }

  return {
    add: postings.add,
    remove: postings.remove,
    find,
    replaceSynonyms: (next) => {
      dictionary = { postings, synonyms: createSynonymTable(next) }
    },
    complete: (prefix, limit) =>
      postings.vocabulary
        .startingWith(prefix, 200)
        .toSorted((a, b) => uses(postings, b) - uses(postings, a))
        .slice(0, limit),
  }
}

const uses = (postings: Postings, word: string): number => postings.find(word)?.slots.length ?? 0

type Match = { coverage: number; tier: number; weight: number }

/** Keeps for each slot its best score: words covered first, then how they match, then where. */
function scoreInto(
  scores: Map<number, number>,
  interpretation: Interpretation,
  postings: Postings,
): void {
  const words = interpretation.groups.reduce((sum, group) => sum + group.words, 0)
  const rarities = interpretation.groups.map((group) => rarityOf(group, postings))
  const most = rarities.reduce((sum, rarity) => sum + rarity, 0) * largestWeight + pairBonus
  const matches = new Map<number, Match>()
  interpretation.groups.forEach((group, index) => {
    addGroup(matches, bestOf(group, postings), {
      share: group.words / words,
      rarity: rarities[index] ?? 1,
    })
  })
  for (const slot of interpretation.pairs.flatMap((pair) => postings.findPair(pair))) {
    const match = matches.get(slot)
    if (match) match.weight += pairBonus
  }
  for (const [slot, match] of matches) {
    if (match.coverage < leastCoverage - 1e-9) continue
    const tier = match.tier / match.coverage
    const score =
      Math.round(match.coverage * 1000) * 1000 +
      tier * 100 +
      Math.min(match.weight / most, 0.99) * 99
    if (score > (scores.get(slot) ?? 0)) scores.set(slot, score)
  }
}

/** For each slot, the best way that a group matches it: tier first. */
function bestOf(group: Group, postings: Postings): Map<number, { tier: number; weight: number }> {
  const best = new Map<number, { tier: number; weight: number }>()
  for (const { term, tier, factor } of group.variants) {
    const posting = postings.find(term)
    if (!posting) continue
    for (let i = 0; i < posting.slots.length; i++) {
      const slot = posting.slots[i] ?? -1
      if (!postings.isAlive(slot)) continue
      const weight = (posting.weights[i] ?? 0) * factor
      const known = best.get(slot)
      if (!known) best.set(slot, { tier, weight })
      else if (tier > known.tier || (tier === known.tier && weight > known.weight)) {
        known.tier = tier
        known.weight = weight
      }
    }
  }
  return best
}

function addGroup(
  matches: Map<number, Match>,
  best: Map<number, { tier: number; weight: number }>,
  { share, rarity }: { share: number; rarity: number },
): void {
  for (const [slot, { tier, weight }] of best) {
    const match = matches.get(slot)
    if (match) {
      match.coverage += share
      match.tier += tier * share
      match.weight += weight * rarity
    } else matches.set(slot, { coverage: share, tier: tier * share, weight: weight * rarity })
  }
}

/** How much a group says: rare words more than common ones. */
function rarityOf(group: Group, postings: Postings): number {
  const whole = group.variants.filter((variant) => variant.tier === tiers.word)
  const counted = whole.length > 0 ? whole : group.variants
  const uses = Math.max(1, ...counted.map(({ term }) => postings.find(term)?.slots.length ?? 0))
  return Math.log(1 + postings.alive() / uses) + 0.5
}

function ranked(scores: Map<number, number>): number[] {
  const entries = [...scores].sort((a, b) => b[1] - a[1] || a[0] - b[0])
  const full = entries.findIndex(([, score]) => score < 1_000_000)
  if (full >= fewEnough) return entries.slice(0, full).map(([slot]) => slot)
  return entries.map(([slot]) => slot)
}
