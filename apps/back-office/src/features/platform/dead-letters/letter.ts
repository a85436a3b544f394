import type { DeadLetter } from '@comptoir/contracts/platform/dead-letters'

/** A dead letter of a service. */
export type Letter = DeadLetter & { readonly service: string }

/** What a kind of event is called without its namespace: `orders.order-created.v1`. */
export const shortType = (type: string): string => type.replace(/^comptoir\./, '')

/** The kinds of event among letters, each with how many there are, most first. */
export const kindsOf = (
  letters: readonly { readonly event: { readonly type: string } }[],
): Counted => counted(letters.map(({ event }) => event.type))

/** The reasons of letters without the ids in them, each with how many there are, most first. */
export const reasonsOf = (letters: readonly { readonly reason: string }[]): Counted =>
  counted(letters.map(({ reason }) => plainReason(reason)))

/**
 * A reason without what is different from one letter to the next: ids and figures.
 * @example plainReason('there is no order ord_0193a: 404') // 'there is no order …: …'
 */
export const plainReason = (reason: string): string =>
  reason
    .replaceAll(/\b(?:[a-z]{2,6}_[\w-]+|[\da-f]{8}-[\da-f-]{27}|\d[\d.,:]*\d|\d)(?!\w)/gu, '…')
    .slice(0, 200)
    .trim()

type Counted = readonly (readonly [string, number])[]

function counted(values: readonly string[]): Counted {
  const counts = new Map<string, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
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
