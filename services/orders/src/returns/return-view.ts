import type { OrderReturn, Return as ReturnView } from '@comptoir/contracts/orders/return-schemas'
import type { Document } from '@comptoir/dapr/documents/documents'
import type { Order } from '../order/order.ts'
import { type Return, returnTransitions } from './return.ts'

/** A return as its owner and the staff see it. */
export function toReturnView({ data, version }: Document<Return>): ReturnView {
  const { sagaId: _saga, begunAt: _begun, traceparent: _trace, ...ret } = data
  const { failedRefunds: _failed, ...shown } = { failedRefunds: 0, ...ret }
  return { ...shown, allowedTransitions: [...returnTransitions[data.status]], version }
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
