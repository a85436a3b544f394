import { newEvent } from '@comptoir/contracts/event'
import { orderIdOfDraft } from '@comptoir/contracts/ids'
import {
  createOrderDraft,
  deleteOrderDraft,
  listOrderDrafts,
  placeOrderDraft,
  putOrderDraft,
  readOrderDraft,
} from '@comptoir/contracts/orders/by-staff/draft-routes'
import { OrderDraftCreated } from '@comptoir/contracts/orders/events'
import type { Document } from '@comptoir/dapr/documents/documents'
import { withIdempotency } from '@comptoir/dapr/leases/idempotency'
import type { ServiceApp } from '@comptoir/service/app'
import { currentUser, isStaff, type User } from '@comptoir/service/auth/auth'
import { etagOf, ifMatchOf } from '@comptoir/service/http/etag'
import { refuse } from '@comptoir/service/problems/refusal'
import type { Deps } from '../deps.ts'
import { replaceDraft, type Seller, startDraft } from '../drafts/draft.ts'
import { removeDraft } from '../drafts/draft-store.ts'
import { draftOverview, draftView } from '../drafts/draft-view.ts'
import { placeDraft, placedLinkId } from '../drafts/place-draft.ts'
import type { Draft } from '../drafts/stored-draft.ts'
import type { Order } from '../order/order.ts'
import { changeAndWait, isDecided, preferredWait } from '../order/order-wait.ts'
import { signedLink } from '../payment-links/payment-link.ts'

const leaseSeconds = 6
const sellerOf = (user: User): Seller => ({ id: user.id, mayAgree: isStaff(user) })

/** Orders that staff prepare for customers. */
export function addDraftRoutes(app: ServiceApp, deps: Deps): void {
  const { drafts, clock } = deps

  app.openapi(createOrderDraft, async (c) => {
    const by = sellerOf(currentUser(c))
    const content = c.req.valid('json')
    const key = c.req.valid('header')['idempotency-key']
    const fingerprint = JSON.stringify(content)
    const once = { scope: `orders:draft:${by.id}`, key, fingerprint, leaseSeconds }
    const { body } = await withIdempotency(deps, once, async () => {
      const draftId = deps.newDraftId()
      const draft = startDraft(draftId, content, { by, at: clock().toISOString() })
      await drafts.create(draftId, draft, [newEvent(OrderDraftCreated, { draftId, by: by.id })])
      return { status: 201, body: draftId }
    })
    const draft = await found(deps, body)
    const location = `/api/order-drafts/${draft.id}`
    return c.json(await draftView(deps, draft), 201, { location, etag: etagOf(draft.version) })
  })

  app.openapi(listOrderDrafts, async (c) => {
    const { limit, cursor } = c.req.valid('query')
    const page = await drafts.list('of', 'all', { limit, cursor, order: 'desc' })
    return c.json({ ...page, items: page.items.map(draftOverview) }, 200)
  })

  app.openapi(readOrderDraft, async (c) => {
    const draft = await found(deps, c.req.valid('param').draftId)
    return c.json(await draftView(deps, draft), 200, { etag: etagOf(draft.version) })
  })

  app.openapi(putOrderDraft, async (c) => {
    const { draftId } = c.req.valid('param')
    const writing = { by: sellerOf(currentUser(c)), at: clock().toISOString() }
    const content = c.req.valid('json')
    await requireUnplaced(deps, draftId)
    const ifVersion = ifMatchOf(c)
    const changed = await drafts.update(
      draftId,
      (draft) => ({ next: replaceDraft(draft, content, writing) }),
      { ifVersion },
    )
    return c.json(await draftView(deps, changed), 200, { etag: etagOf(changed.version) })
  })

  app.openapi(deleteOrderDraft, async (c) => {
    const { draftId } = c.req.valid('param')
    await requireUnplaced(deps, draftId)
    const deleted = { draftId, by: currentUser(c).id, reason: 'deleted' as const }
    if (!(await removeDraft(drafts, deleted))) throw refuse('not_found', 'there is no such draft')
    return c.body(null, 204)
  })
  addPlacingOfDrafts(app, deps)
}

function addPlacingOfDrafts(app: ServiceApp, deps: Deps): void {
  app.openapi(placeOrderDraft, async (c) => {
    const { draftId } = c.req.valid('param')
    const { id: by } = currentUser(c)
    const seconds = preferredWait(c.req.valid('header').prefer)
    const wait = { orderId: orderIdOfDraft(draftId), seconds, isDone: isDecided }
    let placed: Document<Order> | undefined
    const order = await changeAndWait(deps, wait, async () => {
      placed = await orderOfDraft(deps, draftId)
      if (placed) return placed
      const draft = await found(deps, draftId)
      const seen = ifMatchOf(c, draft.version)
      if (seen !== undefined && seen !== draft.version) throw refuse('precondition_failed')
      placed = await placeDraft(deps, { draft, body: c.req.valid('json'), by })
      return placed
    })
    const link = placed?.data.paymentLinks?.find(({ linkId }) => linkId === placedLinkId)
    const location = `/api/orders/${order.orderId}`
    const paymentLink = link && signedLink(deps.linkSigner, order.orderId, link)
    return c.json({ order, ...(paymentLink && { paymentLink }) }, 201, { location })
  })
}

async function found({ drafts }: Pick<Deps, 'drafts'>, draftId: string): Promise<Document<Draft>> {
  const draft = await drafts.get(draftId)
  if (!draft) throw refuse('not_found', 'there is no such draft')
  return draft
}

/** The order that a draft became. */
async function orderOfDraft({ orders }: Pick<Deps, 'orders'>, draftId: string) {
  const order = await orders.get(orderIdOfDraft(draftId))
  return order?.data.origin?.draftId === draftId ? order : undefined
}

async function requireUnplaced(deps: Pick<Deps, 'orders'>, draftId: string): Promise<void> {
  const order = await orderOfDraft(deps, draftId)
  if (!order) return
  const extensions = { orderId: order.id }
  throw refuse('transition_refused', `it was placed as ${order.data.number}`, { extensions })
}
