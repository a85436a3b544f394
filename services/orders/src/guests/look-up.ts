import { newEvent } from '@comptoir/contracts/event'
import { OrderLinkRequested } from '@comptoir/contracts/orders/events'
import { parseOrderNumber } from '@comptoir/contracts/orders/numbering/order-number'
import { isRefusal, refuse } from '@comptoir/service/problems/refusal'
import type { Deps } from '../deps.ts'
import type { Order } from '../order/order.ts'
import { addLink, makeLink, useLink } from './guest-access.ts'
import { hashOf, linkOf, newSecret, parseLink } from './guest-secrets.ts'
import { tokenEnd } from './guest-session.ts'

type LookUpDeps = Pick<Deps, 'orders' | 'clock' | 'guestLimits' | 'settings'>

const linkMinutes = 30

/**
 * Notes on the order that its guest asked for a link, and tells whoever sends it, unless the caller hands it out. Answers the order; none when there is no
 * such order of a guest, or enough links of it were asked for.
 */
export async function requestLink(
  deps: LookUpDeps,
  asked: { number: string; email: string; isTold?: boolean },
): Promise<{ orderId: string; linkId: string } | undefined> {
  const number = parseOrderNumber(asked.number)
  const [orderId] = number ? await deps.orders.ids('number', number) : []
  const order = orderId === undefined ? undefined : (await deps.orders.get(orderId))?.data
  if (!order?.guest || order.email !== asked.email) return undefined
  if (!(await deps.guestLimits.mayLink(order.orderId))) return undefined
  const now = deps.clock()
  const expiresAt = new Date(now.getTime() + linkMinutes * 60_000).toISOString()
  const link = { linkId: `lnk_${newSecret().slice(0, 22)}`, expiresAt }
  await deps.orders.update(order.orderId, (current) => {
    const next = addLink(current, link, now.toISOString())
    const events = asked.isTold === false ? [] : [asking(next, link)]
    return next === current ? undefined : { next, events }
  })
  return { orderId: order.orderId, linkId: link.linkId }
}

const asking = (order: Order, link: { linkId: string; expiresAt: string }) =>
  newEvent(OrderLinkRequested, { ...order, ...link })

/** The link that was asked for; another one each time. */
export async function issueLink(
  { orders, clock }: LookUpDeps,
  { orderId, linkId }: { orderId: string; linkId: string },
): Promise<{ link: string; email: string }> {
  const secret = newSecret()
  const made = { linkId, hash: hashOf(secret), at: clock().toISOString() }
  const { data } = await orders.change(orderId, (order) => makeLink(order, made))
  return { link: linkOf(orderId, secret), email: data.email }
}

/** A token for a link, which is then used up; of two that come at once one gets it. */
export async function exchangeLink({ orders, clock, settings }: LookUpDeps, link: string) {
  const parsed = parseLink(link)
  if (!parsed) throw noLink()
  const { orderId, secret } = parsed
  const orderToken = newSecret()
  const at = clock().toISOString()
  const expiresAt = tokenEnd(at, settings().orders.guestTokenDays)
  const token = { hash: hashOf(orderToken), expiresAt }
  await orders
    .change(orderId, (order) => useLink(order, { hash: hashOf(secret), token, at }))
    .catch((error: unknown) => {
      throw isRefusal(error, 'not_found') ? noLink() : error
    })
  return { orderId, orderToken, expiresAt }
}

const noLink = () => refuse('invalid_token', 'the link is not valid any more')
