import { captureIdOf, lateRefundIdOf } from '@comptoir/contracts/ids'
import type { Document } from '@comptoir/dapr/documents/documents'
import { createQueues } from '@comptoir/dapr/documents/queues'
import { recordAnswer } from '../disputes/dispute-answer.ts'
import type { PaymentProvider } from '../provider/provider.ts'
import type { Providers } from '../provider/providers.ts'
import type { RefundReport } from '../refunds/refund.ts'
import { findIntent, intentsOf, onIntent } from './intents.ts'
import { toCapture } from './lapsed-money.ts'
import { mergeLedger } from './ledger-merge.ts'
import { recordReport } from './money-events.ts'
import { nextWork, type Work } from './next-provider-work.ts'
import { currentAttempt, type Report, settle } from './payment.ts'
import { documentIdOf, type Payments, updateLive } from './payment-store.ts'
import type { Change, Intent, LivePayment, Payment } from './stored-payment.ts'

type PaymentDocument = Document<Payment>
/** What happened at the provider, of which intent. */
type News = { readonly providerRef: string }
type SettlementDeps = {
  readonly payments: Payments
  readonly providers: Providers
  readonly clock: () => Date
}

export type Settlement = ReturnType<typeof createSettlement>

/** Between documents and the provider: one change of the document before each call, one after. */
export function createSettlement(deps: SettlementDeps) {
  const { payments, providers } = deps
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

  async function find(id: string): Promise<PaymentDocument | undefined> {
    const document = await payments.get(documentIdOf(id))
    return document && advance(document)
  }

  /**
   * As `advance`, then asks the provider how undecided intents stand: all of the order's, or the one with the given id;
   * with `news`, the intent that they are about, decided or not.
   */
  async function refresh(id: string, news?: News) {
    const found = await find(id)
    if (!found) return undefined
    let document = found
    for (const { intent, ref } of toRetrieve(found.data, id, news)) {
      document = await advance(await retrieve(deps, document, { intent, ref }))
    }
    return document
  }

  /**
   * Takes in all that the provider knows of captured money: refunds and disputes, whoever began them. With `news`, of
   * the intent that they are about, and its capture, too.
   */
  async function refreshLedger(id: string, news?: News) {
    let document = news ? await refresh(id, news) : await payments.get(documentIdOf(id))
    for (const intent of document ? captured(document.data, news) : []) {
      if (document) document = await takeInLedger(deps, document, intent)
    }
    return document
  }

  /** As `advance`, then asks the provider how a refund stands. */
  async function refreshRefund(id: string, refundId: string) {
    const document = await find(id)
    const refund = document && refundAt(document.data, refundId)
    if (document === undefined || refund === undefined) return document
    const report = await providers.of(refund.provider).retrieveRefund(refund.ref)
    return takeInRefund(deps, { id: document.id, refundId }, report)
  }

  return { advance, refresh, refreshLedger, refreshRefund }
}

async function perform(deps: SettlementDeps, id: string, work: Work): Promise<PaymentDocument> {
  const { payments, providers, clock } = deps
  const { intent } = work
  const provider = providers.of(intent.provider)
  if (work.kind === 'refund') {
    const { refund, providerRef } = work
    const { currency } = work.payment
    const order = { refundId: refund.id, paymentIntentId: intent.id, providerRef, currency }
    const report = await provider.refund({ ...order, amount: refund.amount })
    return takeInRefund(deps, { id, refundId: refund.id }, report)
  }
  if (work.kind === 'answer') {
    const { id: disputeRef, answer } = work.dispute
    const { kind = 'evidence', text, files } = answer ?? {}
    const outcome = await provider.answerDispute({ disputeRef, kind, text, files })
    const now = clock().toISOString()
    const answered = await updateLive(payments, id, (payment) =>
      recordAnswer(payment, disputeRef, { ...outcome, now }),
    )
    return await takeInLedger(deps, answered, intent)
  }
  const report = await reportOf(provider, work)
  return updateLive(payments, id, (payment) => {
    const current = findIntent(payment, intent.id)
    if (!current || isSuperseded(current, work, report)) return undefined
    return settleIntent(payment, current, report, clock)
  })
}

type Settling = Exclude<Work, { kind: 'refund' | 'answer' }>

async function reportOf(provider: PaymentProvider, work: Settling) {
  if (work.kind === 'submit') return await provider.submit(submissionOf(work.intent, work.payment))
  const { intent, providerRef } = work
  if (work.kind === 'complete') {
    return await provider.complete(providerRef, { hold: intent.captureAt === 'shipping' })
  }
  if (work.kind === 'capture') {
    const { currency } = work.payment
    const captureId = captureIdOf(intent.id)
    return await provider.capture({ captureId, providerRef, amount: toCapture(intent), currency })
  }
  return await provider.release(work.providerRef)
}

/** A late answer to one attempt says nothing of the next, unless the money was taken. */
function isSuperseded(intent: Intent, work: Work, report: Report): boolean {
  if (work.kind === 'release') return false
  return report.status !== 'succeeded' && currentAttempt(intent) > currentAttempt(work.intent)
}

type Retrieved = { readonly intent: Intent; readonly ref: string }

/** The answer is old when the document has changed meanwhile: then only success counts. */
async function retrieve(
  { payments, providers, clock }: SettlementDeps,
  document: PaymentDocument,
  { intent, ref }: Retrieved,
): Promise<PaymentDocument> {
  const report = await providers.of(intent.provider).retrieve(ref)
  return updateLive(payments, document.id, (payment, version) => {
    const stale = version !== document.version && report.status !== 'succeeded'
    const current = findIntent(payment, intent.id)
    return stale || !current ? undefined : settleIntent(payment, current, report, clock)
  })
}

async function takeInLedger(
  { payments, providers, clock }: SettlementDeps,
  { id }: PaymentDocument,
  { provider, providerRef = '' }: Intent,
): Promise<PaymentDocument> {
  const ledger = await providers.of(provider).readLedger(providerRef)
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

function settleIntent(
  payment: LivePayment,
  intent: Intent,
  report: Report,
  clock: () => Date,
): Change {
  const late = { refundId: lateRefundIdOf(intent.id), now: clock().toISOString() }
  return onIntent(payment, intent, (focused) => settle(focused, report, late))
}

/** What the provider is to be asked about: undecided intents; with news, the one that they are about. */
function toRetrieve(payment: Payment, id: string, news?: News): Retrieved[] {
  if (payment.status === 'never_created') return []
  if (news) {
    const intent = intentOfNews(payment, id, news)
    if (!intent || intent.captured > 0) return []
    return [{ intent, ref: intent.providerRef ?? news.providerRef }]
  }
  return intentsOf(payment).flatMap((intent) => {
    const { status, providerRef: ref } = intent
    const isAsked = id === payment.id || id === intent.id
    const isOpen = status === 'processing' || status === 'requires_action'
    return isAsked && isOpen && ref !== undefined ? [{ intent, ref }] : []
  })
}

/** By the provider's id; by ours while the provider's answer never reached us. */
function intentOfNews(payment: LivePayment, id: string, { providerRef }: News): Intent | undefined {
  const known = intentsOf(payment).find((intent) => intent.providerRef === providerRef)
  return known ?? findIntent(payment, id)
}

function captured(payment: Payment, news?: News): Intent[] {
  if (payment.status === 'never_created') return []
  return intentsOf(payment).filter(({ captured: amount, providerRef }) => {
    const isAsked = news === undefined || news.providerRef === providerRef
    return isAsked && amount > 0 && providerRef !== undefined
  })
}

function refundAt(payment: Payment, refundId: string) {
  if (payment.status === 'never_created') return undefined
  const { providerRef: ref, intentId = payment.id } =
    payment.refunds.find((refund) => refund.id === refundId) ?? {}
  const provider = findIntent(payment, intentId)?.provider
  return ref === undefined || provider === undefined ? undefined : { ref, provider }
}

function submissionOf(
  intent: Intent,
  { orderId, currency }: Pick<LivePayment, 'orderId' | 'currency'>,
) {
  const { id: paymentIntentId, amount, providerRef, attempts, captureAt } = intent
  const { number: attempt = 1, token = '' } = attempts.at(-1) ?? {}
  const hold = captureAt === 'shipping'
  return { paymentIntentId, orderId, amount, currency, attempt, token, providerRef, hold }
}
