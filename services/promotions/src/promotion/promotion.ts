import { newEvent } from '@comptoir/contracts/event'
import { PromotionChanged } from '@comptoir/contracts/promotions/events'
import type { PromotionInput, PromotionStatus } from '@comptoir/contracts/promotions/promotion'
import type { Change } from '@comptoir/dapr/documents/documents'
import { refuse } from '@comptoir/service/problems/refusal'
import { checkContent } from './content-check.ts'

/** What staff write of a promotion. */
type Content = Readonly<PromotionInput>
type Facts = Content & { readonly createdAt: string; readonly updatedAt: string }

/** A union by status. Whether a published one is scheduled, active or ended follows from its window. */
export type Promotion =
  | (Facts & { readonly status: 'draft' })
  | (Facts & { readonly status: 'published'; readonly publishedAt: string })
  | (Facts & {
      readonly status: 'paused'
      readonly publishedAt: string
      readonly pausedAt: string
    })
  | (Facts & { readonly status: 'archived'; readonly archivedAt: string })

export type PromotionChange = Change<Promotion>

/** A new draft. Refuses content that contradicts itself with invalid_request and the fields at fault. */
export function draftPromotion(content: Content, now: string): Promotion {
  checkContent(content)
  return { ...content, status: 'draft', createdAt: now, updatedAt: now }
}

/**
 * Gives a promotion other content; equal content changes nothing. Refuses an archived one, and another currency of a budget
 * that orders may have spent from.
 */
export function changePromotion(promotion: Promotion, content: Content, now: string): Promotion {
  checkContent(content)
  if (promotion.status === 'archived') throw refuse('transition_refused', 'it is archived')
  const before = promotion.limits.budget?.currency
  const after = content.limits.budget?.currency
  if (promotion.status !== 'draft' && before && after && before !== after) {
    throw refuse('transition_refused', `its budget has been in ${before} since it was published`)
  }
  const { createdAt } = promotion
  const facts = { ...content, createdAt, updatedAt: now }
  switch (promotion.status) {
    case 'draft':
      return { ...facts, status: 'draft' }
    case 'published':
      return { ...facts, status: 'published', publishedAt: promotion.publishedAt }
    case 'paused': {
      const { publishedAt, pausedAt } = promotion
      return { ...facts, status: 'paused', publishedAt, pausedAt }
    }
  }
}

/** Lets a draft apply within its window. Refuses one whose window has ended. */
export function publishPromotion(promotion: Promotion, now: string): Promotion {
  if (promotion.status === 'published') return promotion
  if (promotion.status !== 'draft') throw notFrom(promotion)
  const { endsAt } = promotion.window
  if (endsAt !== undefined && hasEnded(endsAt, now)) {
    throw refuse('transition_refused', 'its window has ended')
  }
  return { ...promotion, status: 'published', publishedAt: now, updatedAt: now }
}

/** Stops a published promotion until it is resumed. */
export function pausePromotion(promotion: Promotion, now: string): Promotion {
  if (promotion.status === 'paused') return promotion
  if (promotion.status !== 'published') throw notFrom(promotion)
  return { ...promotion, status: 'paused', pausedAt: now, updatedAt: now }
}

export function resumePromotion(promotion: Promotion, now: string): Promotion {
  if (promotion.status === 'published') return promotion
  if (promotion.status !== 'paused') throw notFrom(promotion)
  const { pausedAt: _, ...rest } = promotion
  return { ...rest, status: 'published', updatedAt: now }
}

/** Ends a promotion of any status for good. */
export function archivePromotion(promotion: Promotion, now: string): Promotion {
  if (promotion.status === 'archived') return promotion
  const { name, activation, code, benefit, criteria, combination, priority } = promotion
  const { window, limits, createdAt } = promotion
  const content = { name, activation, code, benefit, criteria, combination, priority }
  const facts = { ...content, window, limits, createdAt, updatedAt: now }
  return { ...facts, status: 'archived', archivedAt: now }
}

/** The change of a stored promotion with its event; none when the rule left it as it is. */
export function changeOf(
  promotionId: string,
  before: Promotion,
  after: Promotion,
): PromotionChange {
  if (after === before) return undefined
  return { next: after, events: [newEvent(PromotionChanged, { promotionId })] }
}

/** What a promotion is at a moment. The end of its window comes before a pause: nothing would resume. */
export function statusAt(promotion: Promotion, now: string): PromotionStatus {
  const { status, window } = promotion
  if (status === 'draft' || status === 'archived') return status
  if (window.endsAt !== undefined && hasEnded(window.endsAt, now)) return 'ended'
  if (status === 'paused') return 'paused'
  const { startsAt } = window
  return startsAt !== undefined && Date.parse(now) < Date.parse(startsAt) ? 'scheduled' : 'active'
}

const hasEnded = (endsAt: string, now: string) => Date.parse(now) >= Date.parse(endsAt)

const notFrom = ({ status }: Promotion) => refuse('transition_refused', `it is ${status}`)
