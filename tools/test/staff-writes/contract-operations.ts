import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { permissionOf } from '@comptoir/contracts/accounts/permissions'
import { parse } from 'yaml'
import type { Exceptions } from './staff-writes.ts'

const file = join(import.meta.dirname, '..', '..', '..', 'services', 'gateway', 'openapi.yaml')
type Operation = { operationId?: string; security?: readonly object[] }
type Document = { paths: Record<string, Record<string, Operation>> }
const { paths } = parse(readFileSync(file, 'utf8')) as Document

const writing = Object.values(paths)
  .flatMap((methods) => Object.entries(methods))
  .flatMap(([method, operation]) => (method === 'get' ? [] : [operation]))

/** Every operation that a permission to write opens: those of reading permissions only read, whatever their verb. */
const permitted = writing.flatMap(({ operationId = '' }) => {
  const permission = permissionOf(operationId)
  return permission === undefined || permission.endsWith('.read') ? [] : [operationId]
})

/** What visitors write by, signed in or not: so do staff, to whom more may be open behind it. */
const ofVisitors = writing.flatMap(({ operationId = '', security = [] }) =>
  security.some((way) => Object.keys(way).length === 0) ? [operationId] : [],
)

export const staffOperations: readonly string[] = [...permitted, ...ofVisitors]

const byScript = 'services/inventory/src/stock/staff-actions.test.ts › leave with the stock'
const deadLetters =
  'packages/dapr/src/events/dead-letters.test.ts › tell the audit log who decided about them'

const guestErasures =
  'services/accounts/src/erasures/erasures.test.ts › of the guest of an order is recorded too'

/** The operations of staff that do not leave exactly one entry of the audit log where they are answered. */
export const exceptions: Exceptions = {
  ...Object.fromEntries(
    ['SetStock', 'SetLowThreshold', 'RecordMovement', 'ImportStock'].map((operation) => [
      operation,
      { leaves: 'elsewhere', test: byScript },
    ]),
  ),
  ...several('the request is recorded, and then what the provider answered', [
    ...['CreateRefund', 'CapturePayment', 'AnswerDispute', 'AcceptDispute'],
  ]),
  ...several('a new invitation ends the one before it', ['CreateInvitation']),
  ...several('the account, the record of the erasure, and the account when all is done', [
    'EraseUser',
  ]),
  ...several('products that move to another category are changed with it', ['DeleteCategory']),
  ...several('the order, its payment link, and the draft that became it', ['PlaceOrderDraft']),
  ...several('the withdrawal, its order, and the returns of it', ['AttachWithdrawal']),
  ...several('the note of the action, and the order that is cancelled', ['ActOnSaga']),
  ...several('the payout, and its entry in the ledger', [
    ...['PayVendorPayout', 'ReverseVendorPayout'],
  ]),
  RecordTransfer: {
    ...{
      leaves: 'some',
      because: 'money that pays the rest of an order ends the attempt by card, too',
    },
  },
  ResolveParcel: {
    ...{
      leaves: 'some',
      because: 'a parcel that is sent again is a shipment of its own, with its label',
    },
  },
  EraseGuestOrders: { leaves: 'elsewhere', test: guestErasures },
  ...own('a cart is opened by its owner, or by its token', [
    ...['PutCart', 'OpenCart', 'DeleteCart', 'AddCartLine', 'ChangeCartLine', 'RemoveCartLine'],
    ...['AddCartCoupon', 'RemoveCartCoupon', 'QuoteCart'],
  ]),
  ...own('whoever orders or wishes does so for themselves: staff have drafts', [
    ...['CreateOrder', 'AddStockWish'],
  ]),
  ...own('what is for the customer alone is not there for an agent', [
    ...['OpenConversation', 'AttachConversationOrder', 'RequestTranscript', 'RateConversation'],
  ]),
  MarkConversationRead: {
    ...{ leaves: 'none', because: 'that an agent has read is nothing that they decide' },
  },
  SignalTyping: { leaves: 'none', because: 'it is shown for some seconds, and stored nowhere' },
  AddConversationImage: {
    ...{ leaves: 'none', because: 'nobody sees a picture before a message has it' },
  },
  ...Object.fromEntries(
    ['ReplayOneDeadLetter', 'ReplayDeadLettersOfService', 'DiscardOneDeadLetter'].map(
      (operation) => [operation, { leaves: 'elsewhere', test: deadLetters }],
    ),
  ),
}

function own(because: string, operations: readonly string[]): Exceptions {
  return Object.fromEntries(operations.map((name) => [name, { leaves: 'own', because }]))
}

function several(because: string, operations: readonly string[]): Exceptions {
  return Object.fromEntries(operations.map((name) => [name, { leaves: 'several', because }]))
}
