import type { Report } from './payment.ts'
import type { RefundReport } from './refund.ts'

export type Submission = {
  readonly paymentIntentId: string
  readonly orderId: string
  readonly amount: number
  readonly currency: string
  readonly attempt: number
  readonly token: string
  /** The provider's intent, when an earlier attempt made one. */
  readonly providerRef?: string | undefined
}

export type RefundOrder = {
  readonly refundId: string
  readonly paymentIntentId: string
  readonly providerRef: string
  readonly amount: number
}

/** Something that happened at the provider, with our ids: what happened is then read, not believed. */
export type ProviderEvent = { readonly id: string; readonly type: string } & (
  | {
      readonly about: 'payment'
      readonly paymentIntentId: string
      readonly providerRef: string
      readonly status: Report['status']
    }
  | {
      readonly about: 'refund'
      readonly paymentIntentId: string
      readonly refundId: string
      readonly status: RefundReport['status']
    }
  | { readonly about: 'nothing' }
)

/**
 * A payment provider. Refusals are values; throws `dependency_unavailable` when the outcome is not known. Each call
 * may be made again: it happens once.
 */
export type PaymentProvider = {
  /** Takes the money, or says what is missing. */
  submit(submission: Submission): Promise<Report>
  look(providerRef: string): Promise<Report>
  /** Gives an open intent up; the answer is what it is now, taken money included. */
  release(providerRef: string): Promise<Report>
  refund(order: RefundOrder): Promise<RefundReport>
  lookAtRefund(refundRef: string): Promise<RefundReport>
  /** Reads a webhook; refuses with `invalid_request` what the provider did not sign. */
  readWebhook(body: string, signature: string): ProviderEvent
  /** Events after one, oldest first; without one, or when it is forgotten, the last hundred. */
  eventsAfter(id: string | undefined): Promise<readonly ProviderEvent[]>
}
