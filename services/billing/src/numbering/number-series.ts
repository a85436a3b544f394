import { UsedPaymentMethod } from '@comptoir/contracts/orders/schemas'
import { z } from 'zod'

/** A number given to a document; the next one is given only when this document carries it. */
export const Allocation = z.object({
  number: z.string(),
  sequence: z.int().min(1),
  documentId: z.string(),
  issuedAt: z.iso.datetime(),
  /** Calendar day in Paris. */
  issuedOn: z.iso.date(),
  paidAt: z.iso.datetime().optional(),
  paidWith: UsedPaymentMethod.optional(),
  /** The money was held then, to be taken when the first parcel leaves. */
  captureAt: z.enum(['shipping']).optional(),
})
export type Allocation = z.infer<typeof Allocation>

export const NumberSeries = z.object({ last: Allocation })
export type NumberSeries = z.infer<typeof NumberSeries>

/** When and with what the document was paid, as far as that is known. */
export type Payment = Partial<Pick<Allocation, 'paidAt' | 'paidWith' | 'captureAt'>>

export type NumberRequest = Payment & {
  readonly seriesId: string
  readonly documentId: string
  readonly now: string
  readonly day: string
}

/** What became of the last number: carried by its document for good, or free because that document never will. */
export type Settled = { readonly allocation: Allocation; readonly carried: boolean }

/** The series of a year: `FA-2026`. */
export function seriesIdOf(prefix: string, day: string): string {
  return `${prefix}-${day.slice(0, 4)}`
}

/**
 * Gives the next number of a series to a document. A number that its document will never carry is given again, so
 * the series has no hole; dates never go back. `undefined` when the last number must be settled first, or is
 * the document's own already.
 */
export function allocateNumber(
  series: NumberSeries | undefined,
  request: NumberRequest,
  settled: Settled | undefined,
): NumberSeries | undefined {
  if (!series) return { last: allocationOf(request, 1) }
  const { last } = series
  if (last.documentId === request.documentId) return undefined
  if (settled?.allocation.number !== last.number) return undefined
  if (settled.allocation.documentId !== last.documentId) return undefined
  const sequence = settled.carried ? last.sequence + 1 : last.sequence
  return { last: allocationOf(notBefore(last, request), sequence) }
}

function allocationOf(request: NumberRequest, sequence: number): Allocation {
  const { seriesId, documentId, now: issuedAt, day: issuedOn } = request
  const { paidAt, paidWith, captureAt } = request
  const number = `${seriesId}-${String(sequence).padStart(6, '0')}`
  return { number, sequence, documentId, issuedAt, issuedOn, paidAt, paidWith, captureAt }
}

/** Clocks of two machines differ: a number is never dated before the one that precedes it. */
function notBefore({ issuedAt, issuedOn }: Allocation, request: NumberRequest): NumberRequest {
  const now = request.now < issuedAt ? issuedAt : request.now
  const day = request.day < issuedOn ? issuedOn : request.day
  return { ...request, now, day }
}
