import type { OrderReturn, Return as ReturnView } from '@comptoir/contracts/orders/return-schemas'
import type { Document } from '@comptoir/dapr/documents/documents'
import type { Order } from '../order/order.ts'
import { isInspected, type Return, returnTransitions } from './return.ts'
import { withdrawalExclusions } from './withdrawal-exclusions.ts'

/** A return as its owner and the staff see it. */
export function toReturnView({ data, version }: Document<Return>): ReturnView {
  const { sagaId: _saga, begunAt: _begun, traceparent: _trace, ...ret } = data
  const internal = { failedRefunds: 0, releasedAt: '', ...ret }
  const { failedRefunds: _failed, releasedAt: _released, ...shown } = internal
  const refusals = refusalsOf(data)
  return {
    ...shown,
    ...exchangeOf(data),
    ...(refusals.length > 0 && { refusals }),
    ...{ allowedTransitions: [...returnTransitions[data.status]], version },
  }
}

function exchangeOf(ret: Return) {
  if (!isInspected(ret) || !ret.exchange) return {}
  const { status, at, shipmentId, kept, reason } = ret.exchange
  const { amount, dueAt, paymentIntentId, invoiceId } = ret.exchange
  return {
    exchange: { status, at, kept, shipmentId, reason, amount, dueAt, paymentIntentId, invoiceId },
  }
}

/** What came back unsealed that nobody may send back so, in the words of the law. */
function refusalsOf(ret: Return) {
  if (!isInspected(ret)) return []
  return ret.inspection.lines.flatMap(({ sku, refuse, refusedAs }) => {
    const why = ret.lines.find((line) => line.sku === sku)?.withdrawalExclusion
    if (refuse === 0 || refusedAs !== 'unsealed' || !why) return []
    return [{ sku, reason: withdrawalExclusions[why].label }]
  })
}

/** What an order shows of its returns. */
export function toOrderReturns({ returns }: Order): { returns?: OrderReturn[] } {
  if (!returns) return {}
  return {
    returns: returns.map(({ returnId, kind, status, lines }) => ({
      returnId,
      kind,
      status,
      lines,
    })),
  }
}
