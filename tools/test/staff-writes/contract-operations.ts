import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { permissionOf } from '@comptoir/contracts/accounts/permissions'
import { parse } from 'yaml'
import type { Exceptions } from './staff-writes.ts'

const file = join(import.meta.dirname, '..', '..', '..', 'services', 'gateway', 'openapi.yaml')
type Document = { paths: Record<string, Record<string, { operationId?: string }>> }
const { paths } = parse(readFileSync(file, 'utf8')) as Document

/** Every operation that a permission to write opens: those of reading permissions only read, whatever their verb. */
export const staffOperations: readonly string[] = Object.values(paths)
  .flatMap((methods) => Object.entries(methods))
  .filter(([method]) => method !== 'get')
  .flatMap(([, { operationId = '' }]) => {
    const permission = permissionOf(operationId)
    return permission === undefined || permission.endsWith('.read') ? [] : [operationId]
  })

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
  ...Object.fromEntries(
    ['ReplayOneDeadLetter', 'ReplayDeadLettersOfService', 'DiscardOneDeadLetter'].map(
      (operation) => [operation, { leaves: 'elsewhere', test: deadLetters }],
    ),
  ),
}

function several(because: string, operations: readonly string[]): Exceptions {
  return Object.fromEntries(operations.map((name) => [name, { leaves: 'several', because }]))
}
