import type { Order as OrderView } from '@comptoir/contracts/orders/view'
import {
  type IdempotencyDeps,
  type IdempotentRequest,
  withIdempotency,
} from '@comptoir/dapr/leases/idempotency'
import { refuse } from '@comptoir/service/problems/refusal'
import type { Orders } from './order/order-store.ts'

type Deps = IdempotencyDeps & { readonly orders: Pick<Orders, 'get'> }
type Personal = 'email' | 'billingAddress' | 'shippingAddress' | 'paymentMethod'
/** What names the person stays in the order alone, where the deletion of an account erases it. */
type StoredResponse = Omit<OrderView, Personal>

/** Answers a request that shows an order once per key; a repeat gets the same answer, of a person that is not erased. */
export async function answerOnce(
  deps: Deps,
  request: IdempotentRequest,
  run: () => Promise<OrderView>,
): Promise<OrderView> {
  let fresh: OrderView | undefined
  const { body } = await withIdempotency(deps, request, async () => {
    fresh = await run()
    const { email, billingAddress, shippingAddress, paymentMethod, ...body } = fresh
    return { status: 200, body }
  })
  return fresh ?? (await withPerson(deps, body))
}

async function withPerson({ orders }: Deps, kept: StoredResponse): Promise<OrderView> {
  const document = await orders.get(kept.orderId)
  if (!document) throw refuse('not_found', 'there is no such order')
  const { email, billingAddress, shippingAddress, paymentMethod } = document.data
  return { ...kept, email, billingAddress, shippingAddress, paymentMethod }
}
