import type { Promotion } from '@comptoir/contracts/promotions/promotion'
import { describe, expect, it } from 'vitest'
import { fieldOf } from './rule-fields.ts'
import { newRule, type RuleValues, ruleOf, valuesOf } from './rule-values.ts'

const values: RuleValues = { ...newRule, name: { fr: 'Bienvenue' }, code: ' TEN ' }

describe('the form of a promotion', () => {
  it('sends what is filled in, and leaves out the rest', () => {
    expect(ruleOf(values)).toEqual({
      ...{ name: { fr: 'Bienvenue' }, activation: 'code', code: 'TEN' },
      ...{ combination: 'levels', priority: 100 },
      benefit: { kind: 'percentage', bps: 1_000, target: { kind: 'order' } },
      ...{ criteria: {}, window: {}, limits: {} },
    })
  })

  it('sends no code for a promotion that applies without one', () => {
    expect(ruleOf({ ...values, activation: 'automatic' })).not.toHaveProperty('code')
  })

  it('rounds percentages to basis points', () => {
    const rule = ruleOf({ ...values, percent: 12.345 })
    expect(rule.benefit).toMatchObject({ bps: 1_235 })
  })

  it.each([
    ['12.', 1_200],
    ['12.0', 1_200],
    ['0.', 0],
    ['.', 0],
    [12.5, 1_250],
  ])('sends %s %% as it stands', (percent, bps) => {
    expect(ruleOf({ ...values, percent }).benefit).toMatchObject({ bps })
    const tiered = ruleOf({ ...values, kind: 'tiers', tiers: [{ quantity: '3', percent }] })
    expect(tiered.benefit).toMatchObject({ tiers: [{ quantity: 3, bps }] })
  })

  const full: RuleValues = {
    ...values,
    ...{ code: 'TEN', target: 'lines', percent: 12.5 },
    selection: { ...newRule.selection, skus: ['A'], brands: ['Alba'] },
    ...{ minimumSubtotal: 5_000, minimumQuantity: 2, customerStatuses: ['vip'] },
    ...{ customerTags: ['presse'], firstOrder: true, countryCodes: ['FR'] },
    ...{ paymentMethods: ['stripe'], period: { from: '2026-12-01T00:00', to: '2026-12-31T23:59' } },
    ...{ uses: 100, usesPerCustomer: 1, budget: 50_000, combination: 'all', priority: 5 },
  }
  const kinds: readonly Partial<RuleValues>[] = [
    { kind: 'percentage' },
    { kind: 'fixed', amount: 500 },
    { kind: 'fixed_price', amount: 990, target: 'order', percent: 10 },
    { kind: 'buy_x_get_y', buy: 3, get: 2, target: 'order' },
    { kind: 'tiers', tiers: [{ quantity: 2, percent: 5 }], target: 'order', percent: 10 },
    { kind: 'gift', sku: 'G', giftQuantity: 2 },
    { kind: 'free_shipping' },
  ]

  it.each(kinds)('shows again what it sent: $kind', (kind) => {
    const sent = ruleOf({ ...full, ...kind })
    const facts = { promotionId: 'p', status: 'draft', version: 1, createdAt: '', updatedAt: '' }
    const shown = valuesOf({ ...sent, ...facts } as Promotion)
    expect(ruleOf(shown)).toEqual(sent)
  })
})

describe('the period of a promotion', () => {
  it('stays as it is stored, to the second, where nobody changed it', () => {
    const stored = { startsAt: '2026-12-01T08:00:30.000Z', endsAt: '2026-12-31T22:59:59.999Z' }
    const period = { from: '2026-12-01T09:00', to: '2026-12-31T23:59' }
    expect(ruleOf({ ...values, period }, stored).window).toEqual(stored)
    const moved = { ...period, to: '2026-12-30T23:59' }
    expect(ruleOf({ ...values, period: moved }, stored).window).toEqual({
      ...{ startsAt: stored.startsAt, endsAt: '2026-12-30T22:59:00.000Z' },
    })
  })
})

describe('a refusal of a promotion', () => {
  it.each([
    ['window.endsAt', 'period.to'],
    ['benefit.tiers.1.quantity', 'tiers'],
    ['benefit.target.lines.skus', 'selection'],
    ['benefit.amount.currency', 'amount'],
    ['criteria.countryCodes.0', 'countryCodes'],
    ['limits.budget.currency', 'budget'],
    ['code', 'code'],
    ['name.fr', 'name.fr'],
  ])('of %s stands at %s', (path, field) => {
    expect(fieldOf(path)).toBe(field)
  })
})
