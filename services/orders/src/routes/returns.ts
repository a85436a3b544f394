import { createHash } from 'node:crypto'
import { WithdrawalExclusion } from '@comptoir/contracts/catalog/withdrawal-exclusion'
import {
  approveReturn,
  cancelReturn,
  declineExchange,
  inspectReturn,
  listReturns,
  readReturn,
  readReturnPolicy,
  receiveReturn,
  refuseReturn,
  requestReturn,
  requestReturnLabel,
  retryReturnRefund,
  sendReturn,
} from '@comptoir/contracts/orders/return-routes'
import type { ReturnPolicy, ReturnReason } from '@comptoir/contracts/orders/return-schemas'
import type { ServiceApp } from '@comptoir/service/app'
import { currentBuyer, currentUser, isStaff, type User } from '@comptoir/service/auth/auth'
import { refuse } from '@comptoir/service/problems/refusal'
import type { Deps } from '../deps.ts'
import { visibleOrder } from '../order/order-access.ts'
import * as dearer from '../returns/dearer-exchange.ts'
import { withExchanges } from '../returns/exchange.ts'
import { type RequestDeps, requestReturn as request } from '../returns/request-return.ts'
import * as rules from '../returns/return.ts'
import { askLabel, labelPayerOf } from '../returns/return-label.ts'
import { returnReasons } from '../returns/return-reasons.ts'
import { toReturnView } from '../returns/return-view.ts'
import { claimOf } from '../returns/returnable.ts'
import { withdrawalExclusions } from '../returns/withdrawal-exclusions.ts'

export type ReturnRouteDeps = RequestDeps &
  Pick<Deps, 'clock' | 'accounts' | 'catalog' | 'inventory'>
type Rule = (ret: rules.Return, how: { at: string; by: 'customer' | 'staff' }) => rules.Return

/** Returns for those who bought, guests too, and for staff. */
export function addReturnRoutes(app: ServiceApp, deps: ReturnRouteDeps): void {
  app.openapi(readReturnPolicy, (c) => c.json(policyOf(deps), 200))

  app.openapi(requestReturn, async (c) => {
    const user = currentBuyer(c)
    const { orderId } = c.req.valid('param')
    const { lines } = c.req.valid('json')
    const { data: order } = await visibleOrder(deps, user, orderId)
    const by = user.id === order.userId ? ('customer' as const) : ('staff' as const)
    const key = keyOf(user, c.req.valid('header')['idempotency-key'])
    const at = deps.clock().toISOString()
    // a repeat is the return that there is, whatever the catalogue says now
    const asked = claimOf(order, key) ? lines : await withExchanges(deps, order, lines)
    const made = await request(deps, orderId, { kind: 'return', lines: asked, by, at, key })
    const location = `/api/returns/${made.id}`
    return c.json(toReturnView(made), 201, { location })
  })

  app.openapi(listReturns, async (c) => {
    const user = currentBuyer(c)
    const { orderId, status, limit, cursor, ...query } = c.req.valid('query')
    const userId = isStaff(user) ? query.userId : user.id
    const key = listKey({ orderId, status, userId })
    const page = await deps.returns.list('of', key, { limit, cursor, order: 'desc' })
    const items = page.items.filter(
      ({ data }) =>
        (userId ?? data.userId) === data.userId && (status ?? data.status) === data.status,
    )
    return c.json({ ...page, items: items.map(toReturnView) }, 200)
  })

  app.openapi(readReturn, async (c) => {
    const { returnId } = c.req.valid('param')
    const { document } = await visible(deps, currentBuyer(c), returnId)
    return c.json(toReturnView(document), 200)
  })
}

/** The steps that people take. */
export function addReturnStepRoutes(app: ServiceApp, deps: ReturnRouteDeps): void {
  const act = async (user: User, returnId: string, rule: Rule) => {
    const { order } = await visible(deps, user, returnId)
    const by = user.id === order.userId ? ('customer' as const) : ('staff' as const)
    const how = { at: deps.clock().toISOString(), by }
    const changed = await deps.returns.change(returnId, (ret) => rule(ret, how))
    await deps.sagas.signalReturn(changed.data)
    return toReturnView(changed)
  }

  app.openapi(cancelReturn, async (c) => {
    const { returnId } = c.req.valid('param')
    return c.json(await act(currentBuyer(c), returnId, rules.cancelReturn), 200)
  })
  app.openapi(sendReturn, async (c) => {
    const { returnId } = c.req.valid('param')
    const sending = c.req.valid('json')
    const rule: Rule = (ret, how) => rules.sendReturn(ret, how, sending)
    return c.json(await act(currentBuyer(c), returnId, rule), 200)
  })
  app.openapi(requestReturnLabel, async (c) => {
    const { returnId } = c.req.valid('param')
    const user = currentBuyer(c)
    const { paidBy } = c.req.valid('json')
    if (paidBy !== undefined && !isStaff(user)) throw refuse('forbidden', 'staff say who pays')
    const rule: Rule = (ret, how) => askLabel(ret, { ...deps.settings().returns, ...how, paidBy })
    return c.json(await act(user, returnId, rule), 200)
  })
  app.openapi(declineExchange, async (c) => {
    const { returnId } = c.req.valid('param')
    return c.json(await act(currentBuyer(c), returnId, dearer.declineExchange), 200)
  })
  app.openapi(approveReturn, async (c) => {
    const { returnId } = c.req.valid('param')
    const rule: Rule = (ret, { at }) =>
      rules.approve(ret, { at, by: 'staff' }, deps.settings().returns.returnSendDays)
    return c.json(await act(currentUser(c), returnId, rule), 200)
  })
  app.openapi(refuseReturn, async (c) => {
    const { returnId } = c.req.valid('param')
    const { reason: detail } = c.req.valid('json')
    const rule: Rule = (ret, { at }) => rules.refuseReturn(ret, { at, by: 'staff', detail })
    return c.json(await act(currentUser(c), returnId, rule), 200)
  })
  app.openapi(receiveReturn, async (c) => {
    const { returnId } = c.req.valid('param')
    const { lines } = c.req.valid('json')
    const rule: Rule = (ret, { at }) => rules.receiveReturn(ret, { at, by: 'staff' }, lines)
    return c.json(await act(currentUser(c), returnId, rule), 200)
  })
  app.openapi(inspectReturn, async (c) => {
    const { returnId } = c.req.valid('param')
    const { lines } = c.req.valid('json')
    const rule: Rule = (ret, { at }) => rules.inspectReturn(ret, { at, by: 'staff' }, lines)
    return c.json(await act(currentUser(c), returnId, rule), 200)
  })
  app.openapi(retryReturnRefund, async (c) => {
    const { returnId } = c.req.valid('param')
    const rule: Rule = (ret, { at }) => rules.retryRefund(ret, { at, by: 'staff' })
    return c.json(await act(currentUser(c), returnId, rule), 200)
  })
}

/** The return, for whoever may see its order; to everyone else it does not exist. */
async function visible(
  { returns, orders }: Pick<Deps, 'returns' | 'orders'>,
  user: User,
  returnId: string,
) {
  const document = await returns.get(returnId)
  if (!document) throw refuse('not_found', 'there is no such return')
  const { data: order } = await visibleOrder({ orders }, user, document.data.orderId)
  return { document, order }
}

const keyOf = (user: User, key: string): string =>
  createHash('sha256').update(`${user.id}\n${key}`).digest('base64url')

type Listed = Partial<Record<'orderId' | 'status' | 'userId', string | undefined>>

function listKey({ orderId, status, userId }: Listed): string {
  if (orderId) return `order:${orderId}`
  if (userId) return status ? `user:${userId}:status:${status}` : `user:${userId}`
  return status ? `status:${status}` : 'all'
}

function policyOf(deps: ReturnRouteDeps): ReturnPolicy {
  const settings = deps.settings().returns
  const { returnWindowDays, returnSendDays, returnLabelPrice: amount } = settings
  const reasons = Object.entries(returnReasons).map(([code, { label, shopFault }]) => {
    const reason = code as ReturnReason
    const kind = reason === 'withdrawal' ? ('withdrawal' as const) : ('return' as const)
    const labelPaidBy = labelPayerOf({ kind, lines: [{ reason }] }, settings)
    return { code: reason, label, shopFault, labelPaidBy }
  })
  return {
    ...{ returnDays: returnWindowDays, withdrawalDays: 14, sendWithinDays: returnSendDays },
    ...{ labelPrice: { amount, currency: 'EUR' }, reasons },
    exclusions: WithdrawalExclusion.options.map((code) => ({
      ...{ code, ...withdrawalExclusions[code] },
    })),
  }
}
