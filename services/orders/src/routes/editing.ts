import {
  confirmOrderEdit,
  patchOrder,
  previewOrderEdit,
  readOrderEdit,
  withdrawOrderEdit,
} from '@comptoir/contracts/orders/edit-routes'
import type { EditOrder } from '@comptoir/contracts/orders/edits'
import type { PaymentMethod } from '@comptoir/contracts/orders/schemas'
import type { Document } from '@comptoir/dapr/documents/documents'
import type { ServiceApp } from '@comptoir/service/app'
import { currentBuyer, type User } from '@comptoir/service/auth/auth'
import { ifMatchOf } from '@comptoir/service/http/etag'
import { refuse } from '@comptoir/service/problems/refusal'
import type { Deps } from '../deps.ts'
import { activeEdit } from '../edits/active-edit.ts'
import {
  addPreview,
  checkEditable,
  confirmEdit,
  editOf,
  revisionOf,
  withdrawPreview,
} from '../edits/edit.ts'
import { readEditFacts } from '../edits/edit-facts.ts'
import { previewEdit } from '../edits/edit-preview.ts'
import { editView } from '../edits/edit-view.ts'
import type { StoredEdit } from '../edits/stored-edit.ts'
import type { Order } from '../order/order.ts'
import { visibleOrder } from '../order/order-access.ts'
import { changeAndWait, preferredWait } from '../order/order-wait.ts'

/** Changes of an order after it was placed: previewed, then confirmed. */
export function addEditingRoutes(app: ServiceApp, deps: Deps): void {
  app.openapi(previewOrderEdit, async (c) => {
    const { orderId } = c.req.valid('param')
    const user = currentBuyer(c)
    const order = await visibleOrder(deps, user, orderId)
    checkVersion(order, ifMatchOf(c, order.version))
    const edit = await preview(deps, { user, order: order.data, changes: c.req.valid('json') })
    return c.json(editView(edit), 201)
  })

  app.openapi(readOrderEdit, async (c) => {
    const { orderId, editId } = c.req.valid('param')
    const { data } = await visibleOrder(deps, currentBuyer(c), orderId)
    return c.json(editView(editOf(data, editId)), 200)
  })

  app.openapi(withdrawOrderEdit, async (c) => {
    const { orderId, editId } = c.req.valid('param')
    await visibleOrder(deps, currentBuyer(c), orderId)
    await deps.orders.change(orderId, (order) => withdrawPreview(order, editId))
    return c.body(null, 204)
  })
}

/** An edit that was confirmed, and changes that cost nothing: confirmed as they are previewed. */
export function addEditConfirmingRoutes(app: ServiceApp, deps: Deps): void {
  app.openapi(confirmOrderEdit, async (c) => {
    const { orderId, editId } = c.req.valid('param')
    const user = currentBuyer(c)
    const order = await visibleOrder(deps, user, orderId)
    checkVersion(order, ifMatchOf(c, order.version))
    const { paymentMethod } = c.req.valid('json')
    const { prefer } = c.req.valid('header')
    const confirming = { user, orderId, editId, paymentMethod, prefer }
    return c.json(await confirm(deps, confirming), 200)
  })

  app.openapi(patchOrder, async (c) => {
    const { orderId } = c.req.valid('param')
    const user = currentBuyer(c)
    const order = await visibleOrder(deps, user, orderId)
    checkVersion(order, ifMatchOf(c, order.version))
    const { editId, difference } = await preview(deps, {
      ...{ user, order: order.data, changes: c.req.valid('json') },
    })
    if (difference.amount !== 0) {
      const detail = 'this changes what the order costs: confirm the edit'
      throw refuse('totals_changed', detail, { extensions: { editId, difference } })
    }
    const { prefer } = c.req.valid('header')
    return c.json(await confirm(deps, { user, orderId, editId, prefer }), 200)
  })
}

type Confirming = {
  readonly user: User
  readonly orderId: string
  readonly editId: string
  readonly paymentMethod?: PaymentMethod | undefined
  readonly prefer: string | undefined
}

/** Writes the confirmation on the order, then starts the saga of the edit; the watch does when that fails. */
async function confirm(deps: Deps, { user, orderId, editId, paymentMethod, prefer }: Confirming) {
  const isDone = (order: Order) => isEditDecided(editOf(order, editId))
  const wait = { orderId, seconds: preferredWait(prefer), isDone }
  return await changeAndWait(deps, wait, async () => {
    const at = deps.clock().toISOString()
    const confirmed = await deps.orders.change(orderId, (order) => {
      const by = user.id === order.userId ? 'customer' : 'staff'
      return confirmEdit(order, editId, { at, by, paymentMethod })
    })
    if (activeEdit(confirmed.data)?.editId === editId)
      await deps.sagas.startEditSaga(confirmed.data)
    return confirmed
  })
}

/** It ended, or its shopper has to do something about the payment. */
function isEditDecided({ status, payment }: StoredEdit): boolean {
  if (status !== 'applying' && status !== 'awaiting_payment') return true
  return payment?.status === 'requires_action' || payment?.status === 'failed'
}

function checkVersion({ version }: Document<Order>, seen: number | undefined): void {
  if (seen !== undefined && seen !== version) throw refuse('precondition_failed')
}

type Asked = { readonly user: User; readonly order: Order; readonly changes: EditOrder }

/** Prices an edit by what the services say now and keeps it, unless the order changed meanwhile. */
async function preview(deps: Deps, { user, order, changes }: Asked) {
  const { orderId } = order
  checkEditable(order)
  const priced = previewEdit(order, changes, await readEditFacts(deps, order, changes))
  const by = user.id === order.userId ? 'customer' : 'staff'
  const at = deps.clock().toISOString()
  const { data } = await deps.orders.change(orderId, (current) => {
    if (revisionOf(current) !== revisionOf(order))
      throw refuse('conflict', 'the order changed while the edit was priced')
    return addPreview(current, { ...priced, changes, by, at })
  })
  const edit = data.edits?.at(-1)
  if (!edit) throw refuse('conflict', 'the order changed while the edit was priced')
  return edit
}
