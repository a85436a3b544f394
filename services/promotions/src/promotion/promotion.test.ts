import { PromotionInput } from '@comptoir/contracts/promotions/promotion'
import { describe, expect, it } from 'vitest'
import {
  archivePromotion,
  changePromotion,
  draftPromotion,
  type Promotion,
  pausePromotion,
  publishPromotion,
  resumePromotion,
  statusAt,
} from './promotion.ts'

const eur = (amount: number) => ({ amount, currency: 'EUR' })
const usd = { amount: 100, currency: 'USD' }
const [at, later] = ['2026-11-21T10:00:00.000Z', '2026-11-22T10:00:00.000Z']
const contentOf = (more: object = {}): PromotionInput =>
  PromotionInput.parse({
    ...{ name: { fr: 'Dix pour cent' }, activation: 'automatic' },
    benefit: { kind: 'percentage', target: { kind: 'order' }, bps: 1_000 },
    ...more,
  })
const draft = draftPromotion(contentOf(), at)
const published = publishPromotion(draft, at)
const paused = pausePromotion(published, at)
const archived = archivePromotion(paused, later)

describe('the states of a promotion', () => {
  const steps = { publishPromotion, pausePromotion, resumePromotion, archivePromotion }
  it.each<[keyof typeof steps, Promotion, string]>([
    ['publishPromotion', draft, 'published'],
    ['publishPromotion', published, 'published'],
    ['publishPromotion', paused, 'refused'],
    ['publishPromotion', archived, 'refused'],
    ['pausePromotion', draft, 'refused'],
    ['pausePromotion', published, 'paused'],
    ['pausePromotion', paused, 'paused'],
    ['pausePromotion', archived, 'refused'],
    ['resumePromotion', draft, 'refused'],
    ['resumePromotion', published, 'published'],
    ['resumePromotion', paused, 'published'],
    ['resumePromotion', archived, 'refused'],
    ['archivePromotion', draft, 'archived'],
    ['archivePromotion', published, 'archived'],
    ['archivePromotion', paused, 'archived'],
    ['archivePromotion', archived, 'archived'],
  ])('%s of one: %o is %s', (step, promotion, expected) => {
    const run = () => steps[step](promotion, later)
    if (expected === 'refused') expect(run).toThrow('transition_refused')
    else expect(run().status).toBe(expected)
  })

  it('are not left for a window that has ended', () => {
    const late = draftPromotion(contentOf({ window: { endsAt: later } }), at)
    expect(() => publishPromotion(late, later)).toThrow('its window has ended')
    expect(publishPromotion(late, at).status).toBe('published')
  })

  it('keep their content when archived, without what was of the state before', () => {
    expect(archived).toEqual({ ...draft, status: 'archived', archivedAt: later, updatedAt: later })
  })
})

describe('what a promotion is at a moment', () => {
  const window = { startsAt: at, endsAt: later }
  const scheduled = publishPromotion(draftPromotion(contentOf({ window }), at), at)
  it.each([
    ['scheduled', scheduled, '2026-11-21T09:59:59.999Z'],
    ['active', scheduled, at],
    ['active', scheduled, '2026-11-22T09:59:59.999Z'],
    ['ended', scheduled, later],
    ['paused', pausePromotion(scheduled, at), at],
    ['ended', pausePromotion(scheduled, at), later],
    ['active', published, later],
    ['draft', draft, at],
    ['archived', archived, later],
  ])('is %s', (status, promotion, now) => {
    expect(statusAt(promotion, now)).toBe(status)
  })
})

describe('another content', () => {
  it('keeps the state', () => {
    const content = contentOf({ priority: 3 })
    for (const promotion of [draft, published, paused]) {
      const changed = changePromotion(promotion, content, later)
      expect(changed).toEqual({ ...promotion, priority: 3, updatedAt: later })
    }
    expect(() => changePromotion(archived, content, later)).toThrow('it is archived')
  })

  it('keeps the currency of a budget that orders may have spent from', () => {
    const limits = { budget: eur(1_000) }
    const budgeted = publishPromotion(draftPromotion(contentOf({ limits }), at), at)
    const other = contentOf({ limits: { budget: usd } })
    expect(() => changePromotion(budgeted, other, later)).toThrow('its budget has been in EUR')
    expect(changePromotion(draftPromotion(contentOf({ limits }), at), other, later).status).toBe(
      'draft',
    )
  })
})

describe('content that contradicts itself', () => {
  const fixed = { kind: 'fixed', target: { kind: 'order' }, amount: eur(500) }
  const tiers = [
    { quantity: 3, bps: 500 },
    { quantity: 3, bps: 900 },
  ]
  it.each([
    ['code', { code: 'NOBODY' }],
    ['window.endsAt', { window: { startsAt: later, endsAt: later } }],
    ['criteria.minimumSubtotal.currency', { benefit: fixed, criteria: { minimumSubtotal: usd } }],
    ['limits.budget.currency', { benefit: fixed, limits: { budget: usd } }],
    ['benefit.tiers.1.quantity', { benefit: { kind: 'tiers', tiers } }],
    ['criteria.countryCodes', { criteria: { countryCodes: [] } }],
    ['benefit.lines.skus', { benefit: { kind: 'tiers', tiers: [tiers[0]], lines: { skus: [] } } }],
    [
      'benefit.target.lines.brands',
      { benefit: { ...fixed, target: { kind: 'lines', lines: { brands: [] } } } },
    ],
  ])('is refused with the field at fault: %s', (field, more) => {
    const run = () => draftPromotion(contentOf(more), at)
    expect(run).toThrow(
      expect.objectContaining({
        code: 'invalid_request',
        errors: [expect.objectContaining({ field })],
      }),
    )
  })
})
