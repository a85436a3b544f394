import { describe, expect, it } from 'vitest'
import { promotionsEn } from '../../../messages/promotions/promotions.ts'
import { type Rule, sentencesOf } from './sentences.ts'

const rule: Rule = {
  activation: 'code',
  code: 'TEN',
  benefit: { kind: 'percentage', target: { kind: 'order' }, bps: 1_000 },
  criteria: {},
  window: {},
  limits: {},
  combination: 'levels',
}
const eur = (amount: number) => ({ amount, currency: 'EUR' })
const said = (changes: Partial<Rule>) =>
  sentencesOf({ ...rule, ...changes }, { texts: promotionsEn, locale: 'en' })

describe('a promotion in words', () => {
  it('says what it gives to whom', () => {
    expect(said({})[0]).toBe('With the code TEN, 10% off the order.')
    expect(said({ code: undefined })[0]).toBe('With a single-use code, 10% off the order.')
    expect(said({ activation: 'automatic', benefit: { kind: 'free_shipping' } })[0]).toBe(
      'For everybody, delivery is free.',
    )
  })

  it('names the items that it is for', () => {
    const lines = { skus: ['A', 'B'], brands: ['Alba'] }
    expect(said({ benefit: { kind: 'fixed_price', lines, price: eur(990) } })[0]).toBe(
      'With the code TEN, €9.90 a piece for items (2 SKUs, brand Alba).',
    )
    const benefit = { kind: 'buy_x_get_y', lines: {}, buy: 2, get: 1, bps: 10_000 } as const
    expect(said({ benefit })[0]).toContain('2 pieces bought, 100% off 1 more')
  })

  it('says what it needs, when, and how often', () => {
    expect(said({}).slice(1, 4)).toEqual([
      'No conditions.',
      'Without a time limit.',
      'Without a limit of number or budget.',
    ])
    const criteria: Rule['criteria'] = {
      minimumSubtotal: eur(5_000),
      firstOrder: true,
      countryCodes: ['FR', 'BE'],
    }
    const window = { endsAt: '2026-12-31T23:00:00.000Z' }
    expect(
      said({ criteria, window, limits: { uses: 100, budget: eur(50_000) } }).slice(1, 4),
    ).toEqual([
      'It needs items for at least €50.00, a first order, delivery to France, Belgium.',
      'Until 1 January 2027 00:00.',
      'At most 100 uses, €500.00 in all.',
    ])
  })
})
