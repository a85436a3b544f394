import { lateRefundIdOf } from '@comptoir/contracts/ids'
import type { Document } from '@comptoir/dapr/documents/documents'
import { createQueues } from '@comptoir/dapr/documents/queues'
import type { RefundReport } from '../refunds/refund.ts'
import type { PaymentProvider } from '../stripe/provider.ts'
import { mergeLedger } from './ledger-merge.ts'
import { recordReport } from './money-events.ts'
import { nextWork, type Work } from './next-provider-work.ts'
import {
  type Change,
  currentAttempt,
  type LivePayment,
  type Payment,
  type Report,
  settle,
} from './payment.ts'
import { type Payments, updateLive } from './payment-store.ts'

type PaymentDocument = Document<Payment>
/** What happened at the provider, of which intent. */
type News = { readonly providerRef: string }
type SettlementDeps = {
  readonly payments: Payments
  readonly provider: PaymentProvider
  readonly clock: () => Date
}

export type Settlement = ReturnType<typeof createSettlement>

/** Between documents and the provider: one change of the document before each call, one after. */
export function createSettlement(deps: SettlementDeps) {
  const { payments, provider } = deps
  const queue = createQueues()

  async function workOff(document: PaymentDocument): Promise<PaymentDocument> {
    const work = nextWork(document.data)
    if (!work) return document
    const next = await perform(deps, document.id, work)
    return next.version === document.version ? next : workOff(next)
  }

  /** Does at the provider what the document says, and takes the answers in, until nothing is left to do. */
  async function advance(document: PaymentDocument): Promise<PaymentDocument> {
    const { id, data } = document
    if (!nextWork(data)) return document
    let queued = false
    const work = queue(id, async () => {
      const current = queued ? await payments.get(id) : document
      return workOff(current ?? document)
    })
    queued = true
    return work
  }

  async function found(id: string): Promise<PaymentDocument | undefined> {
    const document = await payments.get(id)
    return document && advance(document)
  }

  /** As `advance`, then asks the provider how an undecided payment stands: of any other, too, when there is `news`. */
  async function refresh(id: string, news?: News) {
    const document = await found(id)
    const ref = document && refToRetrieve(document.data, news)
    if (document === undefined || ref === undefined) return document
    return advance(await retrieve(deps, document, ref))
  }

  /**
   * Takes in all that the provider knows of a payment that was captured: refunds and disputes, whoever began them.
   * With `news`, the capture itself, too.
   */
  async function refreshLedger(id: string, news?: News) {
    const document = news ? await refresh(id, news) : await payments.get(id)
    return document && takeInLedger(deps, document)
  }

  /** As `advance`, then asks the provider how a refund stands. */
  async function refreshRefund(id: string, refundId: string) {
    const document = await found(id)
    const ref = document && refundRefOf(document.data, refundId)
    if (ref === undefined) return document
    return takeInRefund(deps, { id, refundId }, await provider.retrieveRefund(ref))
  }

  return { advance, refresh, refreshLedger, refreshRefund }
}

async function perform(deps: SettlementDeps, id: string, work: Work): Promise<PaymentDocument> {
  const { payments, provider, clock } = deps
  if (work.kind === 'refund') {
    const { refund, providerRef } = work
    const order = { refundId: refund.id, paymentIntentId: id, providerRef, amount: refund.amount }
    return takeInRefund(deps, { id, refundId: refund.id }, await provider.refund(order))
  }
  const report =
    work.kind === 'submit'
      ? await provider.submit(submissionOf(work.payment))
      : await provider.release(work.providerRef)
  return updateLive(payments, id, (payment) =>
    isSuperseded(payment, work, report) ? undefined : settlePayment(payment, report, clock),
  )
}

/** A late answer to one attempt says nothing of the next, unless the money was taken. */
function isSuperseded(payment: LivePayment, work: Work, report: Report): boolean {
  if (work.kind !== 'submit') return false
  return report.status !== 'succeeded' && currentAttempt(payment) > currentAttempt(work.payment)
}

/** The answer is old when the document has changed meanwhile: then only success counts. */
async function retrieve(
  { payments, provider, clock }: SettlementDeps,
  document: PaymentDocument,
  providerRef: string,
): Promise<PaymentDocument> {
  const report = await provider.retrieve(providerRef)
  return updateLive(payments, document.id, (payment, version) => {
    const stale = version !== document.version && report.status !== 'succeeded'
    return stale ? undefined : settlePayment(payment, report, clock)
  })
}

async function takeInLedger(
  { payments, provider, clock }: SettlementDeps,
  document: PaymentDocument,
): Promise<PaymentDocument> {
  const { id, data } = document
  if (data.status === 'never_created' || data.captured === 0) return document
  if (data.providerRef === undefined) return document
  const ledger = await provider.readLedger(data.providerRef)
  return await updateLive(payments, id, (payment) =>
    mergeLedger(payment, ledger, clock().toISOString()),
  )
}

function takeInRefund(
  { payments, clock }: SettlementDeps,
  { id, refundId }: { id: string; refundId: string },
  report: RefundReport,
): Promise<PaymentDocument> {
  return updateLive(payments, id, (payment) =>
    recordReport(payment, refundId, report, clock().toISOString()),
  )
}

function submissionOf(payment: LivePayment) {
  const { id: paymentIntentId, orderId, amount, currency, providerRef, attempts } = payment
  const { number: attempt = 1, token = '' } = attempts.at(-1) ?? {}
  return { paymentIntentId, orderId, amount, currency, attempt, token, providerRef }
}

function settlePayment(payment: LivePayment, report: Report, clock: () => Date): Change {
  const now = clock().toISOString()
  return settle(payment, report, { refundId: lateRefundIdOf(payment.orderId), now })
}

/** The provider's intent to ask about; none once the money was taken. */
function refToRetrieve(payment: Payment, news?: News): string | undefined {
  if (payment.status === 'never_created' || payment.captured > 0) return undefined
  if (news) return payment.providerRef ?? news.providerRef
  const open = payment.status === 'processing' || payment.status === 'requires_action'
  return open ? payment.providerRef : undefined
}

function refundRefOf(payment: Payment, refundId: string): string | undefined {
  if (payment.status === 'never_created') return undefined
  return payment.refunds.find((refund) => refund.id === refundId)?.providerRef
}
