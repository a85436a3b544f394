import type { PayoutLineKind } from '@comptoir/contracts/payments/payout-schemas'
import type { Report } from '../payment/payment.ts'
import type { Dispute, Refund, RefundReport } from '../refunds/refund.ts'

export type Submission = {
  readonly paymentIntentId: string
  readonly orderId: string
  readonly amount: number
  readonly currency: string
  readonly attempt: number
  readonly token: string
  /** The money is held first, and taken by `capture`. */
  readonly hold?: boolean
  /** The provider's intent, when an earlier attempt made one. */
  readonly providerRef?: string | undefined
}

/** Held money to take: all of it, or less; what is left of it is let go. Minor units. */
export type CaptureOrder = {
  readonly captureId: string
  readonly providerRef: string
  readonly amount: number
  readonly currency: string
}

export type RefundOrder = {
  readonly refundId: string
  readonly paymentIntentId: string
  readonly providerRef: string
  readonly amount: number
  readonly currency: string
}

/** A refund as the provider has it, whoever asked for it. Amounts are minor units. */
export type LedgerRefund = Pick<Refund, 'amount' | 'status' | 'failureCode'> & {
  readonly ref: string
  /** Ours; absent when the refund was made elsewhere, for example in the provider's dashboard. */
  readonly refundId?: string | undefined
  readonly createdAt: string
}

/** A dispute that took money: gone while it is open, back when it is won, gone for good when it is lost. */
export type LedgerDispute = Pick<
  Dispute,
  'amount' | 'status' | 'reason' | 'stage' | 'dueBy' | 'fee'
> & {
  readonly ref: string
  readonly createdAt: string
}

/** All money that moved for one intent, as the provider has it; amounts are minor units, oldest first. */
export type ProviderLedger = {
  readonly providerRef: string
  /** Ours; absent for an intent that another system made. */
  readonly paymentIntentId?: string | undefined
  readonly captured: number
  readonly refunds: readonly LedgerRefund[]
  readonly disputes: readonly LedgerDispute[]
}

/** Something that happened at the provider, with our ids: what happened is then read, not believed. */
export type ProviderEvent = { readonly id: string; readonly type: string } & (
  | {
      readonly about: 'payment'
      readonly paymentIntentId: string
      readonly providerRef: string
      readonly status: Report['status']
    }
  /** Money moved after the capture: a refund or a dispute, ours or not. Disputes do not carry our id. */
  | {
      readonly about: 'ledger'
      readonly paymentIntentId?: string | undefined
      readonly providerRef: string
    }
  /** `problem`: what the provider listed could not be read. */
  | { readonly about: 'nothing'; readonly problem?: string | undefined }
)

/** How the shop answers a dispute: with evidence, or by giving in. */
export type DisputeReply = {
  readonly disputeRef: string
  readonly kind: 'evidence' | 'accept'
  readonly text?: string | undefined
  readonly files?: readonly string[] | undefined
}

/** A movement on the shop's balance at the provider; `amount` has a sign, `fee` is what the provider kept. Minor units. */
export type SettlementLine = {
  readonly ref: string
  readonly kind: PayoutLineKind
  readonly amount: number
  readonly fee: number
  readonly at: string
  /** What it is about: our id, or the provider's. */
  readonly paymentIntentId?: string | undefined
  readonly providerRef?: string | undefined
  readonly refundRef?: string | undefined
  readonly disputeRef?: string | undefined
}

/** A payout with all that it is made of, or the movements of a day. */
export type Settlement = {
  readonly ref: string
  readonly kind: 'payout' | 'day'
  readonly status: string
  readonly currency: string
  readonly amount: number
  readonly createdAt: string
  readonly arrivesAt?: string | undefined
  readonly lines: readonly SettlementLine[]
}

/** Headers of a webhook, by their names in small letters. */
export type WebhookHeaders = Readonly<Record<string, string | undefined>>

/**
 * A payment provider. Refusals are values; throws `dependency_unavailable` when the outcome is not known. Each call
 * may be made again: it happens once.
 */
export type PaymentProvider = {
  /** Takes the money, or says what is missing. */
  submit(submission: Submission): Promise<Report>
  /** Takes the money of an intent that its payer has approved, or holds it, where the provider leaves that to us. */
  complete(providerRef: string, how?: { readonly hold: boolean }): Promise<Report>
  /** Takes held money; `cancelled` when its time is over. */
  capture(order: CaptureOrder): Promise<Report>
  retrieve(providerRef: string): Promise<Report>
  /** Gives an open intent up, held money too; the answer is what it is now, taken money included. */
  release(providerRef: string): Promise<Report>
  refund(order: RefundOrder): Promise<RefundReport>
  retrieveRefund(refundRef: string): Promise<RefundReport>
  /** Reads what was captured, given back and disputed of an intent. */
  readLedger(providerRef: string): Promise<ProviderLedger>
  /** Gives the shop's answer to a dispute; a refusal of it is a value. */
  answerDispute(reply: DisputeReply): Promise<{ readonly failureCode?: string }>
  /** Reads a webhook; refuses with `invalid_request` what the provider did not sign. */
  readWebhook(body: string, headers: WebhookHeaders): Promise<ProviderEvent>
  /**
   * What was settled since a time, oldest first; what is not settled yet comes later. `afterPage` is awaited after each answer of
   * the provider: one settlement may take many.
   */
  settlementsSince(from: Date, afterPage?: () => Promise<void>): AsyncIterable<Settlement>
  /** What happened since a time, newest first: at least the kinds of events that webhooks deliver. */
  eventsSince(from: Date): AsyncIterable<ProviderEvent>
}

/** The calls that move money or ask about it. */
export const providerCalls = [
  ...(['submit', 'complete', 'capture', 'retrieve', 'release'] as const),
  ...(['refund', 'retrieveRefund', 'readLedger', 'answerDispute'] as const),
] satisfies (keyof PaymentProvider)[]
