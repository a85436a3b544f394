import { describe, expect, it } from 'vitest'
import { createTestPromotions } from '../../test/promotions-app.ts'
import { guessLimits } from './guess-limit.ts'

const benefit = { kind: 'percentage', target: { kind: 'order' }, bps: 1_000 }
const input = { name: { en: 'Ten off' }, activation: 'code', code: 'WELCOME10', benefit }
const cart = {
  currency: 'EUR',
  lines: [
    {
      ...{ sku: 'A', productId: 'prd_1', quantity: 1 },
      unitPrice: { amount: 1_000, currency: 'EUR' },
    },
  ],
}

async function withCode() {
  const { call } = createTestPromotions()
  await call('POST /api/promotions', { body: input })
  await call('POST /api/promotions/promo_1/publish')
  /** How many of the tries were answered; the others were refused. */
  return async function answered(tries: number, codes: string[], attempt?: object) {
    const body = { ...cart, codes, attempt }
    const statuses = await Promise.all(
      Array.from({ length: tries }, async () => {
        const answer = await call('POST /internal/promotions/evaluate', { as: 'carts', body })
        return answer.body.code ?? answer.status
      }),
    )
    const refused = statuses.filter((status) => status !== 200)
    expect(new Set(refused).size).toBeLessThanOrEqual(1)
    if (refused.length > 0) expect(refused[0]).toBe('rate_limited')
    return statuses.length - refused.length
  }
}

const camille = { shopper: 'usr_camille', address: '192.0.2.1' }

describe('guessing codes', () => {
  it('ends after some that do not exist, however many come at once', async () => {
    const answered = await withCode()
    expect(await answered(40, ['NOBODY'], camille)).toBe(guessLimits.perShopper)
    expect(await answered(1, ['WELCOME10'], camille)).toBe(0)
    expect(await answered(1, ['NOBODY'], { ...camille, shopper: 'usr_alex' })).toBe(1)
  })

  it('counts each of the codes that come together', async () => {
    const answered = await withCode()
    const codes = ['NOBODY1', 'NOBODY2', 'NOBODY3', 'NOBODY4']
    expect(await answered(9, codes, camille)).toBe(
      Math.floor(guessLimits.perShopper / codes.length),
    )
  })

  it('ends for an address, whatever carts it makes', async () => {
    const answered = await withCode()
    let passed = 0
    for (let n = 0; n < 80; n++) {
      const address = `2001:db8:1:2::${n.toString(16)}`
      passed += await answered(1, ['NOBODY'], { shopper: `cart_${n}`, address })
    }
    expect(passed).toBe(guessLimits.perAddress)
  })

  it('does not count codes that exist, nor carts that are read again', async () => {
    const answered = await withCode()
    for (let n = 0; n < 30; n++) expect(await answered(1, ['welcome 10'], camille)).toBe(1)
    expect(await answered(40, ['NOBODY'])).toBe(40)
    expect(await answered(1, ['NOBODY'], camille)).toBe(1)
  })
})
