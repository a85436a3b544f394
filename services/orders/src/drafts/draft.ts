import { isDeepStrictEqual } from 'node:util'
import type { DraftContent } from '@comptoir/contracts/orders/by-staff/draft-schemas'
import { refuse } from '@comptoir/service/problems/refusal'
import type { Order } from '../order/order.ts'
import type { Draft } from './stored-draft.ts'

/** Who writes on a draft, and whether they may agree prices. */
export type Seller = { readonly id: string; readonly mayAgree: boolean }

type Writing = { readonly by: Seller; readonly at: string }
type Content = Pick<Draft, 'lines' | 'agreement'>

/** A draft as it is begun. Refuses agreed prices as `replaceDraft` does. */
export function startDraft(draftId: string, content: DraftContent, { by, at }: Writing): Draft {
  const written = agreedContent(content, by, undefined)
  const times = { createdBy: by.id, createdAt: at, updatedBy: by.id, updatedAt: at }
  return { status: 'open', draftId, ...written, ...times }
}

/**
 * The draft made of something else. Refuses one whose order is being made, prices agreed without a reason, and other agreed prices
 * than before by somebody who may not agree any.
 */
export function replaceDraft(draft: Draft, content: DraftContent, { by, at }: Writing): Draft {
  requireOpen(draft)
  const { draftId, createdBy, createdAt } = draft
  const written = agreedContent(content, by, draft)
  return {
    status: 'open',
    draftId,
    ...written,
    createdBy,
    createdAt,
    updatedBy: by.id,
    updatedAt: at,
  }
}

export function requireOpen({ status }: Draft): void {
  if (status !== 'open') throw refuse('transition_refused', 'its order is being placed')
}

/** Decides that the draft becomes this order: from here only the order is left to be stored. */
export const decidePlacing = (draft: Draft, order: Order, at: string): Draft => {
  requireOpen(draft)
  return { ...draft, status: 'placing', order, placingSince: at }
}

function agreedContent(content: DraftContent, by: Seller, before: Content | undefined) {
  const { agreement, ...rest } = content
  const isAgreed = rest.lines.some(({ agreedPrice }) => agreedPrice !== undefined)
  if (!isAgreed && agreement === undefined) return rest
  if (!agreement) {
    const message = 'say why another price was agreed'
    const errors = [{ field: 'agreement.reason', code: 'required', message }]
    throw refuse('invalid_request', message, { errors })
  }
  if (before && isSameAgreement(content, before)) return { ...rest, agreement: before.agreement }
  if (!by.mayAgree) throw refuse('forbidden', 'prices are agreed by staff and admins')
  return { ...rest, agreement: { ...agreement, by: by.id } }
}

/** Goods and quantities may change under an agreement; its prices, reduction and reason may not. */
function isSameAgreement(content: DraftContent, before: Content): boolean {
  const { by: _who, ...known } = before.agreement ?? { by: '' }
  const pricesOf = (lines: Content['lines']) =>
    lines.flatMap(({ sku, agreedPrice }) => (agreedPrice ? [`${sku} ${agreedPrice.amount}`] : []))
  const agreed = new Set(pricesOf(before.lines))
  const isKnown = pricesOf(content.lines).every((price) => agreed.has(price))
  return isKnown && isDeepStrictEqual({ ...content.agreement }, known)
}
