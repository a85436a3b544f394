import { refuse } from '@comptoir/service/problems/refusal'
import type { Report } from '../src/payment/payment.ts'
import type {
  CaptureOrder,
  DisputeReply,
  LedgerDispute,
  PaymentProvider,
  ProviderEvent,
  RefundOrder,
  Settlement,
  Submission,
} from '../src/provider/provider.ts'
import type { RefundReport } from '../src/refunds/refund.ts'

type Intent = { ref: string; paymentIntentId: string; amount: number; report: Report }

export type MemoryProvider = PaymentProvider & {
  readonly intents: Map<string, Intent>
  /** By the provider's ref; `refundId` is ours, absent when it was made in the dashboard. */
  readonly refunds: Map<
    string,
    RefundReport & { amount: number; providerRef: string; refundId?: string }
  >
  readonly disputes: Map<string, LedgerDispute & { providerRef: string }>
  /** What the shop answered to disputes. */
  readonly replies: DisputeReply[]
  /** What the provider settled. */
  readonly settlements: Settlement[]
  /** From when it was asked for that. */
  readonly settledSince: Date[]
  readonly events: ProviderEvent[]
  /** From when the list of events was asked for. */
  readonly askedSince: Date[]
  /** While true, calls end without an answer: before their effect, or after it. */
  silent: 'no' | 'before' | 'after'
  /** Runs between a call's effect and its answer. */
  meanwhile: () => Promise<unknown>
  /** The shopper, or time, decides an intent. */
  decide(paymentIntentId: string, outcome: 'succeeded' | 'failed'): void
  netOf(paymentIntentId: string): number
}

const createdAt = '2026-11-21T10:00:00.000Z'

/** The in-memory twin of a provider: it keeps books, does each keyed call once, and can fall silent. */
export function createMemoryProvider(): MemoryProvider {
  const intents = new Map<string, Intent>()
  const refunds: MemoryProvider['refunds'] = new Map()
  const disputes: MemoryProvider['disputes'] = new Map()
  const answers = new Map<string, unknown>()
  const events: ProviderEvent[] = []
  const replies: DisputeReply[] = []

  async function once<T>(key: string, run: () => T): Promise<T> {
    const { silent } = provider
    if (silent === 'before') throw refuse('dependency_unavailable')
    if (!answers.has(key)) answers.set(key, run())
    const answer = answers.get(key) as T
    const { meanwhile } = provider
    provider.meanwhile = async () => undefined
    await meanwhile()
    if (silent === 'after') throw refuse('dependency_unavailable')
    return answer
  }

  function charge(submission: Submission): Report {
    const { paymentIntentId, amount, token } = submission
    const ref = submission.providerRef ?? `ref_${intents.size + 1}`
    const asked = reportFor(token, ref, amount)
    const report = submission.hold ? heldReport(asked) : asked
    intents.set(ref, { ref, paymentIntentId, amount, report })
    return report
  }

  function capture({ providerRef, amount: captured }: CaptureOrder): Report {
    const intent = find(providerRef)
    if (intent.report.status !== 'authorised') return intent.report
    const { paymentMethod } = intent.report
    intent.report = { status: 'succeeded', providerRef, captured, paymentMethod }
    return intent.report
  }

  function giveBack({ refundId, providerRef, amount }: RefundOrder): RefundReport {
    const report = { status: 'succeeded', providerRef: `re_${refundId}` } as const
    const token = intents.get(providerRef)?.report.status
    if (token !== 'succeeded') return { status: 'failed', failureCode: 'nothing_to_refund' }
    refunds.set(report.providerRef, { ...report, providerRef, amount, refundId })
    return report
  }

  function answer(reply: DisputeReply): { failureCode?: string } {
    const dispute = disputes.get(reply.disputeRef)
    if (dispute?.status !== 'open') return { failureCode: 'dispute_closed' }
    replies.push(reply)
    const stage = { stage: 'under_review' as const }
    const next = reply.kind === 'accept' ? { status: 'lost' as const, stage: undefined } : stage
    disputes.set(reply.disputeRef, { ...dispute, ...next })
    return {}
  }

  function find(ref: string): Intent {
    const intent = intents.get(ref)
    if (!intent) throw refuse('dependency_unavailable', ref)
    return intent
  }

  const provider: MemoryProvider = {
    intents,
    refunds,
    disputes,
    replies,
    settlements: [],
    settledSince: [],
    events,
    askedSince: [],
    silent: 'no',
    meanwhile: async () => undefined,
    submit: (submission) =>
      once(`${submission.paymentIntentId}:${submission.attempt}`, () => charge(submission)),
    refund: (order) => once(order.refundId, () => giveBack(order)),
    retrieve: async (ref) => find(ref).report,
    async release(ref) {
      if (provider.silent !== 'no') throw refuse('dependency_unavailable')
      const intent = find(ref)
      if (intent.report.status === 'succeeded' || intent.report.status === 'processing')
        return intent.report
      intent.report = { status: 'cancelled', providerRef: ref }
      return intent.report
    },
    async retrieveRefund(ref) {
      const refund = refunds.get(ref)
      return { status: refund?.status ?? 'failed', providerRef: ref, failureCode: 'lost' }
    },
    answerDispute: (reply) => once(`${reply.kind}:${reply.disputeRef}`, () => answer(reply)),
    async readLedger(ref) {
      if (provider.silent !== 'no') throw refuse('dependency_unavailable')
      const { paymentIntentId, report } = find(ref)
      const ofIntent = <T extends { providerRef: string }>(items: Map<string, T>) =>
        [...items].filter(([, { providerRef }]) => providerRef === ref)
      return {
        providerRef: ref,
        paymentIntentId,
        captured: report.status === 'succeeded' ? report.captured : 0,
        refunds: ofIntent(refunds).map(([id, { amount, status, failureCode, refundId }]) => {
          return { ref: id, refundId, amount, status, failureCode, createdAt }
        }),
        disputes: ofIntent(disputes).map(([, { providerRef: _ref, ...dispute }]) => dispute),
      }
    },
    capture: (order) => once(order.captureId, () => capture(order)),
    complete: async (ref) => find(ref).report,
    async readWebhook(body, { 'stripe-signature': signature }) {
      if (signature !== 'signed') throw refuse('invalid_request')
      return JSON.parse(body)
    },
    async *settlementsSince(from) {
      provider.settledSince.push(from)
      yield* provider.settlements
    },
    async *eventsSince(from) {
      provider.askedSince.push(from)
      yield* events.toReversed()
    },
    decide(paymentIntentId, outcome) {
      const intent = [...intents.values()].find(
        (known) => known.paymentIntentId === paymentIntentId,
      )
      if (!intent) throw new Error(`no intent of ${paymentIntentId}`)
      const { ref: providerRef, amount } = intent
      intent.report =
        outcome === 'succeeded'
          ? { status: 'succeeded', providerRef, captured: amount }
          : { status: 'failed', providerRef, failureCode: 'authentication_failed' }
    },
    netOf(paymentIntentId) {
      const own = [...intents.values()].filter((known) => known.paymentIntentId === paymentIntentId)
      const refs = new Set(own.map((intent) => intent.ref))
      const taken = own.filter((intent) => intent.report.status === 'succeeded')
      const back = [...refunds.values()].filter((refund) => refs.has(refund.providerRef))
      const sum = (items: { amount: number }[]) =>
        items.reduce((total, item) => total + item.amount, 0)
      const capturedOf = ({ report, amount }: Intent) =>
        report.status === 'succeeded' ? report.captured : amount
      return sum(taken.map((intent) => ({ amount: capturedOf(intent) }))) - sum(back)
    },
  }
  return provider
}

/** Until when the twin holds money that is captured by hand. */
export const heldUntil = '2026-11-28T10:00:00.000Z'

const heldReport = (report: Report): Report =>
  report.status === 'succeeded'
    ? { ...report, status: 'authorised', authorisedUntil: heldUntil }
    : report

const visa = { type: 'card', brand: 'visa', last4: '4242' }

function reportFor(token: string, providerRef: string, amount: number): Report {
  if (token === 'pm_declined')
    return { status: 'failed', providerRef, failureCode: 'card_declined' }
  if (token === 'pm_unknown') return { status: 'failed', failureCode: 'resource_missing' }
  if (token === 'pm_slow') return { status: 'processing', providerRef }
  if (token === 'pm_3ds')
    return { status: 'requires_action', providerRef, actionUrl: `http://3ds/${providerRef}` }
  return { status: 'succeeded', providerRef, captured: amount, paymentMethod: visa }
}
