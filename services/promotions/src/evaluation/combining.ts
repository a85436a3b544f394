import type { Combination } from '@comptoir/contracts/promotions/schemas'
import type { Level } from './snapshot.ts'

/** The offers that apply already, as far as it matters for which may join them. */
export type Combined = {
  count: number
  /** One of them goes with no other. */
  isAlone: boolean
  readonly levels: Set<Level>
  /** Levels of those that go with no other of their level. */
  readonly closedLevels: Set<Level>
}

type One = { readonly combination: Combination; readonly level: Level }

export const noneCombined = (): Combined => ({
  ...{ count: 0, isAlone: false },
  ...{ levels: new Set(), closedLevels: new Set() },
})

/** Whether an offer and each of those that apply already say that they go together. */
export function canJoin(combined: Combined, { combination, level }: One): boolean {
  if (combined.isAlone) return false
  if (combination === 'none') return combined.count === 0
  return !(combination === 'levels' ? combined.levels : combined.closedLevels).has(level)
}

export function join(combined: Combined, { combination, level }: One): void {
  combined.count++
  if (combination === 'none') combined.isAlone = true
  combined.levels.add(level)
  if (combination === 'levels') combined.closedLevels.add(level)
}
