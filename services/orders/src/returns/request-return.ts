import type { Document } from '@comptoir/dapr/documents/documents'
import type { Deps } from '../deps.ts'
import type { Order } from '../order/order.ts'
import { type Return, startReturn } from './return.ts'
import { type Claim, claimOf, claimReturn, type ReturnRequest } from './returnable.ts'

export type RequestDeps = Pick<Deps, 'orders' | 'returns' | 'sagas' | 'settings'>

/** Takes the quantities from the order, then writes the return and starts its saga. Repeated with its key, it is the same return. */
export async function requestReturn(
  deps: RequestDeps,
  orderId: string,
  request: ReturnRequest,
): Promise<Document<Return>> {
  const { data: order } = await deps.orders.change(orderId, (current) =>
    claimReturn(current, request, deps.settings().returns.returnWindowDays),
  )
  const claim = claimOf(order, request.key)
  if (!claim) throw new Error(`order ${orderId} does not hold the return that it was given`)
  return await writeReturn(deps, order, claim)
}

/** The document of a return that its order holds: written once, whoever comes first. */
export async function writeReturn(
  { returns, sagas, settings }: RequestDeps,
  order: Order,
  claim: Claim,
): Promise<Document<Return>> {
  const { returnSendDays } = settings().returns
  const known = await returns.get(claim.returnId)
  const document = known ?? (await returns.start(startReturn(order, claim, returnSendDays)))
  if (!document.data.begunAt) await sagas.startReturnSaga(document.data)
  return document
}
