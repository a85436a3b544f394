import type { Document } from '@comptoir/dapr/documents/documents'
import type { Deps } from '../deps.ts'
import type { Order } from '../order/order.ts'
import { type Return, startReturn } from './return.ts'
import { type Claim, claimOf, claimReturn, type ReturnRequest } from './returnable.ts'

export type ReturnSettings = {
  /** How long after the delivery the shop takes goods back by its own choice. */
  readonly returnWindowDays: number
  /** How long goods may take to be on their way, once they may come. */
  readonly returnSendDays: number
}
export type RequestDeps = Pick<Deps, 'orders' | 'returns' | 'sagas'> & ReturnSettings

/** Takes the quantities from the order, then writes the return and starts its saga. Repeated with its key, it is the same return. */
export async function requestReturn(
  deps: RequestDeps,
  orderId: string,
  request: ReturnRequest,
): Promise<Document<Return>> {
  const { data: order } = await deps.orders.change(orderId, (current) =>
    claimReturn(current, request, deps.returnWindowDays),
  )
  const claim = claimOf(order, request.key)
  if (!claim) throw new Error(`order ${orderId} does not hold the return that it was given`)
  return await writeReturn(deps, order, claim)
}

/** The document of a return that its order holds: written once, whoever comes first. */
export async function writeReturn(
  { returns, sagas, returnSendDays }: RequestDeps,
  order: Order,
  claim: Claim,
): Promise<Document<Return>> {
  const known = await returns.get(claim.returnId)
  const document = known ?? (await returns.start(startReturn(order, claim, returnSendDays)))
  if (!document.data.begunAt) await sagas.startReturnSaga(document.data)
  return document
}
