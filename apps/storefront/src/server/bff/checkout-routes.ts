import type { listAddresses } from '@comptoir/contracts/accounts/routes'
import type { readShop } from '@comptoir/contracts/admin/routes'
import type { openOrderLink } from '@comptoir/contracts/orders/guest-routes'
import type { PlacedOrder } from '@comptoir/contracts/orders/guest-schemas'
import type { readReturnPolicy } from '@comptoir/contracts/orders/return-routes'
import type { listPaymentMethods } from '@comptoir/contracts/payments/routes'
import type { ServiceApp } from '@comptoir/service/app'
import { refuse } from '@comptoir/service/problems/refusal'
import { type Call, CallError, problemOf } from '@comptoir/site/call'
import { z } from 'zod'
import { answerProblem, answerValue, attempt, read } from './answers.ts'
import { tellPages } from './cart-reference.ts'
import type { Carts } from './carts.ts'
import type { GuestOrders } from './orders/guest-orders.ts'
import { type OpenVisit, userHeaders, type Visit } from './visit.ts'

export type CheckoutDeps = {
  readonly call: Call
  readonly openVisit: OpenVisit
  readonly carts: Carts
  readonly guestOrders: GuestOrders
  readonly apiOrigin: (path: string) => string
  readonly fetch?: typeof fetch
}

const Link = z.object({ link: z.string().min(1).max(300) })
const Wish = z.looseObject({ cartId: z.string().max(80) })
/** The service waits ten seconds for the order to be decided. */
const orderTimeoutMs = 25_000

type Placed = z.output<typeof PlacedOrder>

/** A part that does not answer is missing; the page says which. */
const part = <T>(asked: Promise<T>): Promise<T | null> => asked.catch(() => null)

/** What the page of the checkout needs, asked for at the same time. */
function createOverview({ call, carts }: CheckoutDeps) {
  async function addressesOf(visit: Visit) {
    const headers = await userHeaders(visit)
    if (!headers) return []
    const { items } = await call<typeof listAddresses>('GET /api/me/addresses', { headers })
    return items
  }

  return async function overview(visit: Visit) {
    const asked = { headers: visit.headers, timeoutMs: 3_000 }
    const [cart, shop, methods, orders, addresses, session] = await Promise.all([
      carts.find(visit),
      part(call<typeof readShop>('GET /api/shop', asked)),
      part(
        call<typeof listPaymentMethods>('GET /api/payment-methods', {
          ...asked,
          query: { currency: 'EUR' },
        }),
      ),
      // whether orders answers: nobody types an address for nothing
      part(call<typeof readReturnPolicy>('GET /api/return-policy', asked)),
      part(addressesOf(visit)),
      visit.session(),
    ])
    const person = session?.person ?? null
    return { cart: cart ?? null, shop, methods, addresses, person, canOrder: orders !== null }
  }
}

/** Whether it says which order was made, and what has become of its payment. */
function isPlaced(answer: unknown): answer is Placed {
  const { orderId, status, payment } = (answer ?? {}) as Partial<Placed>
  return typeof orderId === 'string' && typeof status === 'string' && payment !== undefined
}

/** Sends an order once: the shopper's page repeats it with the same key, and sees how long to wait. */
function createPlacement({ carts, apiOrigin, fetch: send = fetch }: CheckoutDeps) {
  return async function place(
    visit: Visit,
    body: z.output<typeof Wish>,
    key: string,
  ): Promise<Placed> {
    const cart = await carts.reference(visit)
    if (!cart) throw new CallError('POST /api/orders', { status: 401, code: 'unauthenticated' })
    const answer = await send(`${apiOrigin('/api/orders')}/api/orders`, {
      method: 'POST',
      headers: {
        ...cart.headers,
        ...{ 'content-type': 'application/json', 'idempotency-key': key, prefer: 'wait=10' },
      },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(orderTimeoutMs),
    }).catch((error: unknown) => {
      throw new CallError('POST /api/orders', { status: 0, code: 'network' }, error)
    })
    if (!answer.ok) throw new CallError('POST /api/orders', await problemOf(answer))
    const order: unknown = await answer.json().catch(() => undefined)
    if (isPlaced(order)) return order
    // it may have been placed: the page asks again with its key
    throw new CallError('POST /api/orders', { status: 502, code: 'unreadable_answer' })
  }
}

/** The checkout: what its page needs, the order, and the link that opens an order again. */
export function addCheckoutRoutes(app: ServiceApp, deps: CheckoutDeps): void {
  const { call, openVisit, guestOrders } = deps
  const overview = createOverview(deps)
  const place = createPlacement(deps)

  app.get('/bff/checkout', async (c) => {
    const visit = openVisit(c)
    const outcome = await attempt(visit, () => overview(visit))
    if ('problem' in outcome) return answerProblem(c, visit, outcome.problem)
    return answerValue(c, visit, outcome.value)
  })

  app.post('/bff/checkout', async (c) => {
    const key = c.req.header('idempotency-key')
    if (!key || key.length > 200) throw refuse('invalid_request', 'an idempotency key is needed')
    const { value } = await read(c, Wish)
    const visit = openVisit(c)
    const outcome = await attempt(visit, () => place(visit, value, key))
    if ('problem' in outcome) return answerProblem(c, visit, outcome.problem)
    const { guest, ...order } = outcome.value
    if (guest) guestOrders.remember(visit.jar, guest)
    await tellPages(visit, undefined)
    return answerValue(c, visit, order)
  })

  app.post('/bff/orders/links', async (c) => {
    const { value } = await read(c, Link)
    const visit = openVisit(c)
    const { headers } = visit
    const outcome = await attempt(visit, () =>
      call<typeof openOrderLink>('POST /api/orders/links', { headers, body: value }),
    )
    if ('problem' in outcome) return answerProblem(c, visit, outcome.problem)
    guestOrders.remember(visit.jar, outcome.value)
    return answerValue(c, visit, { orderId: outcome.value.orderId })
  })
}
