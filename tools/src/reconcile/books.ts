import type { Invoice } from '@comptoir/contracts/billing/schemas'
import type {
  ReservationOutcome,
  StockItem,
  StockMovement,
} from '@comptoir/contracts/inventory/schemas'
import type { Order } from '@comptoir/contracts/orders/view'
import type { PaymentIntent } from '@comptoir/contracts/payments/schemas'
import type { Consumption } from '@comptoir/contracts/platform/consumption'
import type { DeadLetter } from '@comptoir/contracts/platform/dead-letters'
import type { Shipment } from '@comptoir/contracts/shipping/schemas'
import type { LedgerLine } from './provider-books.ts'

export type StockAccount = {
  readonly item: StockItem
  readonly movements: readonly StockMovement[]
}

/** All that the services and the payment provider know, read at about the same time. */
export type Books = {
  readonly readAt: Date
  readonly orders: readonly Order[]
  readonly payments: readonly PaymentIntent[]
  readonly ledger: readonly LedgerLine[]
  readonly invoices: readonly Invoice[]
  readonly creditNotes: readonly Invoice[]
  readonly shipments: readonly Shipment[]
  readonly reservations: readonly ReservationOutcome[]
  readonly stock: readonly StockAccount[]
  readonly consumption: readonly Consumption[]
  readonly deadLetters: readonly (DeadLetter & { readonly service: string })[]
  /** Services that did not answer. */
  readonly silent: readonly string[]
  /** What is stored and cannot be read through the API, with the answer. */
  readonly unreadable: readonly { readonly subject: string; readonly why: string }[]
}

/** Something that does not agree with something else. */
export type Discrepancy = {
  readonly rule: string
  readonly subject: string
  readonly what: string
}

export type TimeLimits = {
  /** An order that changed less than so long ago is still in motion: it is not judged. */
  readonly graceSeconds: number
  readonly paymentDeadlineSeconds: number
}
