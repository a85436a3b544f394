import { setTimeout as sleep } from 'node:timers/promises'
import type { Discrepancy, TimeLimits } from './discrepancy.ts'
import { readBooks, type Sources } from './read-books.ts'
import { type Reconciliation, reconcileBooks } from './reconcile-books.ts'

const lookAgainAfterMs = 5_000

/**
 * Reads the books and holds them against each other. The shop goes on meanwhile: what does not agree is looked at a
 * second time, and only what is found twice counts.
 */
export async function reconcile(
  sources: Sources,
  limits: TimeLimits,
  againAfterMs = lookAgainAfterMs,
): Promise<Reconciliation> {
  const first = reconcileBooks(await readBooks(sources), limits)
  if (first.discrepancies.length === 0) return first
  await sleep(againAfterMs)
  const second = reconcileBooks(await readBooks(sources), limits)
  const known = new Set(first.discrepancies.map(nameOf))
  return { ...second, discrepancies: second.discrepancies.filter((one) => known.has(nameOf(one))) }
}

/** Numbers may grow between two looks: seconds, amounts. */
const nameOf = ({ rule, subject, what }: Discrepancy) =>
  `${rule} ${subject} ${what.replace(/\b\d+\b/g, 'n')}`
