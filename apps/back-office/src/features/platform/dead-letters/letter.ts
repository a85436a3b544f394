import type { DeadLetter } from '@comptoir/contracts/platform/dead-letters'

/** A dead letter of a service. */
export type Letter = DeadLetter & { readonly service: string }

/** What a kind of event is called without its namespace: `orders.order-created.v1`. */
export const shortType = (type: string): string => type.replace(/^comptoir\./, '')

/** The kinds of event among letters, each with how many there are, most first. */
export function kindsOf(
  letters: readonly { readonly event: { readonly type: string } }[],
): readonly [string, number][] {
  const counts = new Map<string, number>()
  for (const { event } of letters) counts.set(event.type, (counts.get(event.type) ?? 0) + 1)
  return [...counts].toSorted(([a, m], [b, n]) => n - m || a.localeCompare(b))
}

/** As many letters of a service stand in the list of all services: what is older, only its own list has. */
export const mostOfService = 100

/** The services that may have more letters than the list of all services shows. */
export function cutServices(letters: readonly Pick<Letter, 'service'>[]): readonly string[] {
  const byService = Map.groupBy(letters, ({ service }) => service)
  return [...byService].flatMap(([service, own]) => (own.length < mostOfService ? [] : [service]))
}

/** What became of letters that were handed to their handlers again. */
export type Outcome = { readonly replayed: number; readonly reasons: readonly string[] }

/** Several outcomes as one; each reason is said once. */
export function summed(outcomes: readonly Outcome[]): Outcome & { readonly failed: number } {
  const reasons = outcomes.flatMap((outcome) => outcome.reasons)
  return {
    replayed: outcomes.reduce((sum, { replayed }) => sum + replayed, 0),
    failed: reasons.length,
    reasons: [...new Set(reasons)],
  }
}
