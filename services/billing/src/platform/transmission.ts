import { refuse } from '@comptoir/service/problems/refusal'
import type { PlatformNews } from './platform.ts'
import type { Transmission } from './transmission-store.ts'

export type TransmissionChange = { readonly next: Transmission } | undefined

/** Tries to hand a document over before it is left to staff. */
const mostAttempts = 12
const firstPauseMs = 60_000
const longestPauseMs = 3_600_000

type Document = Pick<Transmission, 'type' | 'number' | 'orderId'>

/** A document that waits to be handed over. */
export function beginTransmission(document: Document, now: string): Transmission {
  return {
    ...document,
    ...{ status: 'pending', submission: 1, attempts: 0, nextAttemptAt: now, createdAt: now },
    history: [{ at: now, status: 'pending' }],
  }
}

/** What the platform knows a submission by: the number, since it is unique; a further submission says which it is. */
export const referenceOf = ({ number, submission }: Pick<Transmission, 'number' | 'submission'>) =>
  submission === 1 ? number : `${number}-${submission}`

/** Notes that the platform has it. News of it may have come before. */
export function markSubmitted(transmission: Transmission, now: string): TransmissionChange {
  if (transmission.status !== 'pending') return undefined
  const { attempts: _, nextAttemptAt: __, lastError: ___, ...rest } = transmission
  const history = [...rest.history, { at: now, status: 'submitted' as const }]
  return { next: { ...rest, status: 'submitted', history } }
}

/** Notes a try that failed; the next one comes later each time, and after twelve it is left to staff. */
export function noteFailedAttempt(
  transmission: Transmission,
  { error, now }: { readonly error: string; readonly now: string },
): TransmissionChange {
  if (transmission.status !== 'pending') return undefined
  const attempts = (transmission.attempts ?? 0) + 1
  const { nextAttemptAt: _, ...rest } = transmission
  const noted = { ...rest, attempts, lastError: error }
  if (attempts >= mostAttempts) {
    const history = [...rest.history, { at: now, status: 'failed' as const, reason: error }]
    return { next: { ...noted, status: 'failed', history } }
  }
  const pauseMs = Math.min(firstPauseMs * 2 ** (attempts - 1), longestPauseMs)
  const nextAttemptAt = new Date(Date.parse(now) + pauseMs).toISOString()
  return { next: { ...noted, status: 'pending', nextAttemptAt } }
}

/** What the platform says of the submission: the newest counts, repeats and news of an earlier submission change nothing. */
export function recordNews(
  transmission: Transmission,
  { reference, status, at, reason }: PlatformNews,
): TransmissionChange {
  const { history } = transmission
  const isKnown = history.some((one) => one.status === status && one.at === at)
  if (isKnown || reference !== referenceOf(transmission)) return undefined
  const { attempts: _, nextAttemptAt: __, lastError: ___, ...rest } = transmission
  const said = [...history, { at, status, ...(reason && { reason }) }]
  const inOrder = said.toSorted((a, b) => Number(a.at > b.at) - Number(a.at < b.at))
  const ours = new Set(['pending', 'submitted', 'failed'])
  const newest = inOrder.findLast((one) => !ours.has(one.status))
  return { next: { ...rest, status: newest?.status ?? status, history: inOrder } }
}

/** Submits again. Refuses what is on its way, or has arrived, with `transition_refused`. */
export function retryTransmission(transmission: Transmission, now: string): TransmissionChange {
  const { status, submission } = transmission
  if (status === 'pending') return undefined
  if (status !== 'failed' && status !== 'rejected') {
    throw refuse('transition_refused', `it is ${status}`)
  }
  const { lastError: _, ...rest } = transmission
  return {
    next: {
      ...rest,
      ...{ status: 'pending', attempts: 0, nextAttemptAt: now },
      // what never arrived keeps its reference: should it have arrived after all, it is the same
      submission: status === 'rejected' ? submission + 1 : submission,
      history: [...rest.history, { at: now, status: 'pending' }],
    },
  }
}
