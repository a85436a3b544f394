import { createHash, randomBytes } from 'node:crypto'
import { readReceiptFile } from '@comptoir/contracts/orders/internal-routes'
import {
  attachWithdrawal,
  confirmWithdrawal,
  declareWithdrawal,
  listWithdrawals,
  readWithdrawalReceipt,
} from '@comptoir/contracts/orders/return-routes'
import type { ServiceApp } from '@comptoir/service/app'
import { currentUser } from '@comptoir/service/auth/auth'
import { refuse } from '@comptoir/service/problems/refusal'
import type { Deps } from '../deps.ts'
import { type ApplyDeps, applyWithdrawal } from '../withdrawals/apply-withdrawal.ts'
import { renderReceipt } from '../withdrawals/receipt-pdf.ts'
import { attachTo, confirm, type Withdrawal } from '../withdrawals/withdrawal.ts'
import { confirmedEvent } from '../withdrawals/withdrawal-store.ts'
import { toStaffView, toWithdrawalView } from '../withdrawals/withdrawal-view.ts'

export type WithdrawalRouteDeps = ApplyDeps &
  Pick<Deps, 'addressOf' | 'guestLimits'> & {
    readonly newWithdrawalId: () => string
  }

/** The withdrawal function: open to anyone, in two steps. What it answers does not depend on whether there is such an order. */
export function addWithdrawalRoutes(app: ServiceApp, deps: WithdrawalRouteDeps): void {
  const { withdrawals, clock, log } = deps
  addReceiptFile(app, deps)

  app.openapi(declareWithdrawal, async (c) => {
    await deps.guestLimits.withdrawing(deps.addressOf(c))
    const withdrawalId = deps.newWithdrawalId()
    const confirmationToken = randomBytes(24).toString('base64url')
    const declared: Withdrawal = {
      ...{ status: 'declared', withdrawalId, ...c.req.valid('json') },
      ...{ declaredAt: clock().toISOString(), tokenHash: hashOf(confirmationToken) },
    }
    const { document } = await withdrawals.create(withdrawalId, declared)
    return c.json({ withdrawal: toWithdrawalView(document.data), confirmationToken }, 201)
  })

  app.openapi(confirmWithdrawal, async (c) => {
    const { withdrawalId } = c.req.valid('param')
    await withToken(deps, withdrawalId, c.req.valid('json').confirmationToken)
    const at = clock().toISOString()
    const { data } = await withdrawals.update(withdrawalId, (current) => {
      const next = confirm(current, at)
      return next === current ? undefined : { next, events: [confirmedEvent(next)] }
    })
    // after the answer: how long it takes would tell whether there is such an order. What fails is repeated by the watch.
    if (data.status === 'confirmed' && !data.outcome) {
      void applyWithdrawal(deps, data).catch((error: unknown) =>
        log.warn({ err: error, withdrawalId }, 'a withdrawal will be applied later'),
      )
    }
    return c.json(toWithdrawalView(data), 200)
  })

  app.openapi(readWithdrawalReceipt, async (c) => {
    const { withdrawalId } = c.req.valid('param')
    const data = await withToken(deps, withdrawalId, c.req.valid('header')['withdrawal-token'])
    if (data.status !== 'confirmed') throw refuse('document_not_ready', 'it is not confirmed yet')
    const bytes = await renderReceipt(data)
    return new Response(new Uint8Array(bytes), {
      headers: {
        'content-type': 'application/pdf',
        'content-disposition': `inline; filename="${withdrawalId}.pdf"`,
        'cache-control': 'private, no-store',
      },
    })
  })
}

/** What staff do with withdrawals that no order matches. */
export function addStaffWithdrawalRoutes(app: ServiceApp, deps: WithdrawalRouteDeps): void {
  const { withdrawals, orders, clock, log } = deps

  app.openapi(listWithdrawals, async (c) => {
    const { outcome, limit, cursor } = c.req.valid('query')
    const page = await withdrawals.list('of', outcome ?? 'all', { limit, cursor, order: 'desc' })
    const items = page.items.flatMap(({ data }) =>
      data.status === 'confirmed' ? [toStaffView(data)] : [],
    )
    const shown = items.filter(({ outcome: { kind } }) => (outcome ?? kind) === kind)
    return c.json({ ...page, items: shown }, 200)
  })

  app.openapi(attachWithdrawal, async (c) => {
    const { withdrawalId } = c.req.valid('param')
    const { orderId } = c.req.valid('json')
    await checkOrder(orders, orderId)
    const attached = { orderId, at: clock().toISOString(), by: currentUser(c).id }
    const { data } = await withdrawals.update(withdrawalId, (current) => {
      const next = attachTo(current, attached)
      return next === current ? undefined : { next }
    })
    if (data.status === 'confirmed' && !data.outcome) {
      await applyWithdrawal(deps, data).catch((error: unknown) =>
        log.warn({ err: error, withdrawalId }, 'a withdrawal will be applied later'),
      )
    }
    const now = (await withdrawals.get(withdrawalId))?.data
    if (now?.status !== 'confirmed') throw refuse('not_found', 'there is no such withdrawal')
    return c.json(toStaffView(now), 200)
  })
}

async function checkOrder(orders: Deps['orders'], orderId: string): Promise<void> {
  if (await orders.get(orderId)) return
  const errors = [{ field: 'orderId', code: 'unknown', message: 'there is no such order' }]
  throw refuse('invalid_request', 'there is no such order', { errors })
}

/** The receipt for whoever sends mail, which has no token of it. */
function addReceiptFile(
  app: ServiceApp,
  { withdrawals }: Pick<WithdrawalRouteDeps, 'withdrawals'>,
) {
  app.openapi(readReceiptFile, async (c) => {
    const { withdrawalId } = c.req.valid('param')
    const data = (await withdrawals.get(withdrawalId))?.data
    if (!data) throw refuse('not_found', 'there is no such withdrawal')
    if (data.status !== 'confirmed') throw refuse('document_not_ready', 'it is not confirmed yet')
    const base64 = (await renderReceipt(data)).toString('base64')
    return c.json({ name: `${withdrawalId}.pdf`, contentType: 'application/pdf', base64 }, 200)
  })
}

const hashOf = (token: string): string => createHash('sha256').update(token).digest('base64url')

/** A withdrawal exists for whoever has its token, and for nobody else. */
async function withToken({ withdrawals }: WithdrawalRouteDeps, id: string, token: string) {
  const data = (await withdrawals.get(id))?.data
  if (data?.tokenHash !== hashOf(token)) throw refuse('not_found', 'there is no such withdrawal')
  return data
}
