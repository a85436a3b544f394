import { createHash } from 'node:crypto'
import { groupedIban } from '@comptoir/contracts/admin/iban'
import type { Settings } from '@comptoir/contracts/admin/settings'
import { guestIdOf, orderIdOfDraft } from '@comptoir/contracts/ids'
import type { PlaceDraft } from '@comptoir/contracts/orders/by-staff/draft-schemas'
import { awaitedMethod, type PaymentTerms } from '@comptoir/contracts/orders/schemas'
import type { Document } from '@comptoir/dapr/documents/documents'
import { currentTrace } from '@comptoir/service/observability/trace'
import { refuse } from '@comptoir/service/problems/refusal'
import type { Deps } from '../deps.ts'
import { type Order, startOrder } from '../order/order.ts'
import { promisesOf } from '../order/promises.ts'
import { unusedNumber } from '../placing/placement.ts'
import { checkTotal } from '../placing/pricing.ts'
import { decidePlacing, requireOpen } from './draft.ts'
import { draftCurrency, type PricedDraft, priceDraft } from './quote-draft.ts'
import type { Draft } from './stored-draft.ts'

const dayMs = 86_400_000
/** As long as stock may be held. */
const mostDays = 60

type Placing = {
  readonly draft: Document<Draft>
  readonly body: PlaceDraft
  readonly by: string
}

/**
 * Places the order of a draft by what the other services say now. The draft decides: once it says which order it becomes, that
 * order is stored, by this process or by the watch, and the draft is deleted.
 */
export async function placeDraft(deps: Deps, placing: Placing): Promise<Document<Order>> {
  const { draft, body, by } = placing
  if (draft.data.status === 'placing') return await finishPlacing(deps, draft.data)
  return await deps.admission.admit(async () => {
    const [priced, number] = await Promise.all([priceDraft(deps, draft.data), unusedNumber(deps)])
    checkTotal(body.expectedTotal, priced.content.totals)
    const order = orderOf(deps, { draft: draft.data, body, by, priced, number })
    const decided = await deps.drafts.update(draft.id, (current, version) => {
      requireOpen(current)
      if (version !== draft.version)
        throw refuse('conflict', 'the draft changed while its order was placed')
      return { next: decidePlacing(current, order, order.placedAt) }
    })
    return await finishPlacing(deps, decided.data)
  })
}

/** Stores the order that a draft becomes, starts its saga and deletes the draft. Each part may happen again. */
export async function finishPlacing(
  { orders, drafts, sagas }: Pick<Deps, 'orders' | 'drafts' | 'sagas'>,
  draft: Draft,
): Promise<Document<Order>> {
  if (draft.status !== 'placing') throw refuse('conflict', 'the draft is not being placed')
  const { order } = draft
  const { document } = await orders.create(order.orderId, order)
  await drafts.remove(draft.draftId)
  if (document.data.status === 'pending') await sagas.startOrderSaga(document.data)
  return document
}

type Ordering = Omit<Placing, 'draft'> & {
  readonly draft: Draft
  readonly priced: PricedDraft
  readonly number: string
}

function orderOf(deps: Deps, { draft, body, by, priced, number }: Ordering): Order {
  const { draftId, createdBy, locale, agreement, customer: asked } = draft
  const { content, customer, shippingAddress, listPrices } = priced
  const orderId = orderIdOfDraft(draftId)
  const placedAt = deps.clock().toISOString()
  const paymentTerms = termsOf(deps, body, { number, placedAt })
  const { billingAddress = shippingAddress } = draft
  const agreed = agreement && { agreement: { ...agreement, lines: listPrices } }
  const isLinked = paymentTerms.kind === 'link'
  const link = { linkId: placedLinkId, expiresAt: paymentTerms.dueAt, by }
  const order = startOrder({
    snapshot: {
      ...{ orderId, number, cartId: draftId, userId: asked.userId ?? guestIdOf(orderId) },
      ...{ email: customer.email, locale, currency: draftCurrency, ...content, placedAt },
      ...{ billingAddress, shippingAddress, paymentMethod: awaitedMethod, paymentTerms },
    },
    placementKey: createHash('sha256').update(draftId).digest('base64url'),
    ...(asked.userId === undefined && { guest: { tokens: [], links: [] } }),
    byStaff: {
      origin: { draftId, createdBy, placedBy: by },
      ...agreed,
      ...(isLinked && { paymentLinks: [link] }),
    },
    traceparent: currentTrace()?.traceparent,
    promised: promisesOf(deps.settings()),
  })
  return { ...order, changedAt: placedAt }
}

/** The link that the answer of the placement gives. */
export const placedLinkId = 'pl_placed'

type Placed = { readonly number: string; readonly placedAt: string }

/** Until when the order waits for its payment. Refuses a time that is over, or too far away for stock to be held. */
function termsOf(
  { settings }: Pick<Deps, 'settings'>,
  { payment: kind, dueAt: asked }: PlaceDraft,
  { number, placedAt }: Placed,
): PaymentTerms {
  const placedMs = Date.parse(placedAt)
  const { paymentLinkDays, transferDays } = settings().orders
  const days = kind === 'link' ? paymentLinkDays : transferDays
  const dueMs = asked ? Date.parse(asked) : placedMs + days * dayMs
  if (dueMs <= placedMs || dueMs > placedMs + mostDays * dayMs) {
    const message = `between now and ${mostDays} days from now`
    const errors = [{ field: 'dueAt', code: 'out_of_range', message }]
    throw refuse('invalid_request', message, { errors })
  }
  const dueAt = new Date(dueMs).toISOString()
  if (kind === 'link') return { kind, dueAt }
  return { kind, dueAt, reference: number, account: accountOf(settings().orders) }
}

/** The order keeps the account that its customer was told, whatever the shop's is later. */
const accountOf = ({ transferHolder, transferIban, transferBic: bic }: Settings['orders']) => ({
  ...{ holder: transferHolder, iban: groupedIban(transferIban) },
  ...(bic && { bic }),
})
