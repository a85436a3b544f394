import { issueGuestToken } from '@comptoir/contracts/accounts/internal-routes'
import { emailKeyOf } from '@comptoir/contracts/email'
import { eraseGuestWishes } from '@comptoir/contracts/inventory/wish-routes'
import { eraseGuestMessages } from '@comptoir/contracts/notifications/erasure-routes'
import {
  attachOrder,
  eraseGuestOrders,
  lookUpOrder,
  makeOrderLink,
  openGuestOrder,
  openOrderLink,
} from '@comptoir/contracts/orders/guest-routes'
import { eraseGuestConversations } from '@comptoir/contracts/support/erasure-routes'
import type { ServiceApp } from '@comptoir/service/app'
import { currentUser } from '@comptoir/service/auth/auth'
import { refuse } from '@comptoir/service/problems/refusal'
import type { Deps } from '../deps.ts'
import { attach, opens } from '../guests/guest-access.ts'
import { beginGuestErasure } from '../guests/guest-erasures.ts'
import { hashOf, linkOf, newSecret } from '../guests/guest-secrets.ts'
import { openAccess } from '../guests/guest-session.ts'
import { exchangeLink, issueLink, requestLink } from '../guests/look-up.ts'
import { toView } from '../order/order-view.ts'
import { giveReturns } from '../returns/give-returns.ts'

/** Orders of those who have no account: tokens, links, and the way into an account. */
export function addGuestRoutes(app: ServiceApp, deps: Deps): void {
  addLookUpRoutes(app, deps)

  app.openapi(openGuestOrder, async (c) => {
    const { orderId, orderToken } = c.req.valid('json')
    const order = await deps.orders.get(orderId)
    const isOpen = order && opens(order.data, hashOf(orderToken), deps.clock().toISOString())
    if (!isOpen) throw refuse('invalid_token', 'the token opens no order')
    return c.json(await deps.accounts(issueGuestToken, { params: { orderId } }), 200)
  })

  app.openapi(attachOrder, async (c) => {
    const { id: userId } = currentUser(c)
    const { orderId } = c.req.valid('param')
    const hash = hashOf(c.req.valid('json').orderToken)
    const at = deps.clock().toISOString()
    const attached = await deps.orders.change(orderId, (order) =>
      attach(order, { userId, hash, at }),
    )
    await giveReturns(deps.returns, attached.data)
    return c.json(toView(attached), 200)
  })

  app.openapi(eraseGuestOrders, async (c) => {
    const key = emailKeyOf(c.req.valid('json').email)
    const query = { by: currentUser(c).id }
    const orders = await beginGuestErasure(deps, key, query.by)
    const params = { emailKey: key }
    await deps.inventory(eraseGuestWishes, { params })
    await deps.support(eraseGuestConversations, { params, query })
    // last: what was asked for before has its message by then
    await deps.notifications(eraseGuestMessages, { params })
    return c.json({ orders }, 202)
  })
}

function addLookUpRoutes(app: ServiceApp, deps: Deps): void {
  /** Whether there is such an order is told neither by the answer nor by its time: the work goes on behind it. */
  app.openapi(lookUpOrder, async (c) => {
    const asked = c.req.valid('json')
    await deps.guestLimits.lookingUp(deps.addressOf(c))
    if (deps.orderLinksInAnswer) return c.json({ link: await linkNow(deps, asked) }, 202)
    void requestLink(deps, asked).catch((error: unknown) =>
      deps.log.warn({ err: error }, 'a link to an order was asked for in vain'),
    )
    return c.json({}, 202)
  })

  app.openapi(openOrderLink, async (c) => {
    const token = await exchangeLink(deps, c.req.valid('json').link)
    return c.json(await openAccess(deps, token), 200)
  })

  app.openapi(makeOrderLink, async (c) => c.json(await issueLink(deps, c.req.valid('param')), 200))
}

/** In trials, in place of a mail: an unknown order gets a link that opens nothing. */
async function linkNow(deps: Deps, asked: { number: string; email: string }): Promise<string> {
  const requested = await requestLink(deps, { ...asked, isTold: false })
  if (!requested) return linkOf(deps.newOrderId(), newSecret())
  return (await issueLink(deps, requested)).link
}
