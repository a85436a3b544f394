import { createHash } from 'node:crypto'
import {
  createPaymentLink,
  openPaymentLink,
  payByLink,
  readPaymentLink,
} from '@comptoir/contracts/orders/by-staff/payment-link-routes'
import type { LinkedPayment } from '@comptoir/contracts/orders/by-staff/payment-link-schemas'
import { withIdempotency } from '@comptoir/dapr/leases/idempotency'
import type { ServiceApp } from '@comptoir/service/app'
import { currentUser } from '@comptoir/service/auth/auth'
import { isRefusal, refuse } from '@comptoir/service/problems/refusal'
import type { Deps } from '../deps.ts'
import { answerOnce } from '../idempotent-response.ts'
import type { Order } from '../order/order.ts'
import { paymentDeadlineOf } from '../order/order-payment.ts'
import { changeAndWait, isDecided, preferredWait } from '../order/order-wait.ts'
import { outstandingOf } from '../parcels/unpaid-parcels.ts'
import { isOver, linkedExchange, payExchange } from '../payment-links/exchange-payment.ts'
import { requireOffered } from '../payment-links/offered.ts'
import {
  isSettled,
  linkedOutstanding,
  payOutstanding,
} from '../payment-links/outstanding-payment.ts'
import { payOrder } from '../payment-links/pay-order.ts'
import {
  addPaymentLink,
  type Linked,
  linkedPayment,
  linkOf,
  noLink,
  signedLink,
  validLink,
} from '../payment-links/payment-link.ts'

/** A request that still runs renews its lease. */
const leaseSeconds = 6

/** Links to the payment of one order: staff make them, and whoever has one opens and pays. */
export function addPaymentLinkRoutes(app: ServiceApp, deps: Deps): void {
  const { orders, linkSigner } = deps

  app.openapi(createPaymentLink, async (c) => {
    const { orderId } = c.req.valid('param')
    const { id: by } = currentUser(c)
    const linkId = linkIdOf(by, c.req.valid('header')['idempotency-key'])
    const { data } = await orders.change(orderId, (order) =>
      addPaymentLink(order, { linkId, expiresAt: endOf(deps, order), by }),
    )
    return c.json(signedLink(linkSigner, orderId, linkOf(data, linkId)), 201)
  })

  app.openapi(readPaymentLink, async (c) => {
    const { orderId, linkId } = c.req.valid('param')
    const order = await orders.get(orderId)
    if (!order) throw refuse('not_found', 'there is no such order')
    const record = linkOf(order.data, linkId)
    const isDone = isSettled({ order: order.data, link: record }) || (await isOver(deps, record))
    if (isDone) throw refuse('not_found', 'nothing is to be paid by the link')
    const link = signedLink(linkSigner, orderId, record)
    return c.json({ ...link, email: order.data.email }, 200)
  })

  addLinkedPaymentRoutes(app, deps)
}

const dayMs = 86_400_000

/** Until when a link is good: as long as the order may be paid, or for some days where its goods have left already. */
function endOf({ settings, clock }: Deps, order: Order): string {
  const { paymentDeadlineSeconds, paymentLinkDays } = settings().orders
  if (outstandingOf(order) > 0)
    return new Date(clock().getTime() + paymentLinkDays * dayMs).toISOString()
  const seconds = paymentDeadlineOf(order, paymentDeadlineSeconds)
  const end = new Date(Date.parse(order.placedAt) + 1_000 * seconds).toISOString()
  return order.paymentTerms?.dueAt ?? end
}

/** What is shown to whoever has a link: the order, what an exchange costs more, or what is outstanding. */
async function shownOf(deps: Deps, { order, link }: Linked): Promise<LinkedPayment> {
  if (link.exchange) return await linkedExchange(deps, { order, link })
  const { outstanding } = link
  if (outstanding) return await linkedOutstanding(deps, { order, link, outstanding })
  return linkedPayment(order, link)
}

/** For anyone who has a link. */
function addLinkedPaymentRoutes(app: ServiceApp, deps: Deps): void {
  const { orders, clock, linkSigner } = deps

  /** The order of a link that is ours and still good. */
  async function linked(text: string) {
    const claims = linkSigner.verify(text)
    if (!claims) throw noLink()
    const order = (await orders.get(claims.orderId))?.data
    const link = validLink(order, { linkId: claims.linkId, at: clock().toISOString() })
    if (!order) throw noLink()
    return { order, link }
  }

  app.openapi(openPaymentLink, async (c) => {
    await deps.guestLimits.openingLink(deps.addressOf(c))
    const { order, link } = await linked(c.req.valid('json').link)
    return c.json(await shownOf(deps, { order, link }), 200)
  })

  app.openapi(payByLink, async (c) => {
    await deps.guestLimits.openingLink(deps.addressOf(c))
    const { link: text, paymentMethod } = c.req.valid('json')
    const { 'idempotency-key': key, prefer } = c.req.valid('header')
    const { order, link } = await linked(text)
    const { orderId } = order
    const isFurther = link.exchange !== undefined || link.outstanding !== undefined
    const scope = isFurther ? `orders:pay:${orderId}:${link.linkId}` : `orders:pay:${orderId}`
    const once = { scope, key, fingerprint: JSON.stringify(paymentMethod), leaseSeconds }
    if (isFurther) {
      await withIdempotency(deps, once, async () => {
        requireOffered(paymentMethod, deps.settings().payments)
        if (link.exchange) await payExchange(deps, { link, paymentMethod })
        else await payOutstanding(deps, { order, link, paymentMethod })
        return { status: 200, body: 'tried' }
      })
      const tried = (await orders.get(orderId))?.data ?? order
      return c.json(await shownOf(deps, { order: tried, link }), 200)
    }
    const wait = { orderId, seconds: preferredWait(prefer), isDone: isDecided }
    await answerOnce(deps, once, async () => {
      requireOffered(paymentMethod, deps.settings().payments)
      const paying = { orderId, paymentMethod, acceptsTerms: true }
      return await changeAndWait(deps, wait, () => payOrder(deps, paying))
    }).catch(asLinked)
    const paid = await orders.get(orderId)
    return c.json(linkedPayment(paid?.data ?? order, link), 200)
  })
}

/** Whoever has a link learns nothing of an order that is gone. */
function asLinked(error: unknown): never {
  throw isRefusal(error, 'not_found') ? noLink() : error
}

/** Derived from the caller's key: the same request is the same link. */
const linkIdOf = (by: string, key: string): string =>
  `pl_${createHash('sha256').update(`${by}\n${key}`).digest('base64url').slice(0, 22)}`
