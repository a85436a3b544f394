import type { PromotableCart } from '@comptoir/contracts/promotions/internal-routes'
import { refuse } from '@comptoir/service/problems/refusal'
import { describe, expect, it } from 'vitest'
import type { Client } from './invoke.ts'
import { createPromotions } from './promotions.ts'

const price = { amount: 1000, currency: 'EUR' }
const cart: PromotableCart = {
  currency: 'EUR',
  lines: [{ sku: 'MUG', productId: 'prd_1', categoryIds: [], quantity: 1, unitPrice: price }],
  codes: [],
}
const coded = { ...cart, codes: ['WELCOME10'] }
const nothing = { lines: [], shipping: [], applied: [], rejected: [] }

/** A service that has promotions or not, is away or not, and lists what it was asked. */
function promotionsTwin() {
  const state = { asked: [] as string[], any: false, isAway: false }
  const answer = async ({ path }: { path: string }) => {
    const name = path.split('/').at(-1) ?? ''
    state.asked.push(name)
    if (state.isAway) throw refuse('dependency_unavailable')
    return name === 'automatic' ? { any: state.any } : nothing
  }
  return { state, client: answer as unknown as Client }
}

describe('what promotions take off a cart', () => {
  it('is not asked without codes where none applies by itself', async () => {
    const { state, client } = promotionsTwin()
    const promotions = createPromotions(client, () => 0)
    await Promise.all([promotions(cart), promotions(cart)])
    expect(await promotions(cart)).toEqual({ isUnavailable: false })
    expect(state.asked).toEqual(['automatic'])
  })

  it('is asked with a code, and within a second once a promotion applies by itself', async () => {
    const { state, client } = promotionsTwin()
    let nowMs = 0
    const promotions = createPromotions(client, () => nowMs)
    expect(await promotions(coded)).toEqual({ discounts: nothing, isUnavailable: false })
    await promotions(cart)
    state.any = true
    nowMs = 1_000
    expect(await promotions(cart)).toEqual({ discounts: nothing, isUnavailable: false })
    expect(state.asked).toEqual(['evaluate', 'automatic', 'automatic', 'evaluate'])
  })

  it('is unknown while promotions are down; a shop that had none sells as ever', async () => {
    const { state, client } = promotionsTwin()
    state.isAway = true
    const promotions = createPromotions(client, () => 0)
    expect(await promotions(cart)).toEqual({ isUnavailable: false })
    expect(await promotions(coded)).toEqual({ isUnavailable: true })
  })

  it('is missed while promotions are down that applied before', async () => {
    const { state, client } = promotionsTwin()
    let nowMs = 0
    const promotions = createPromotions(client, () => nowMs)
    state.any = true
    await promotions(cart)
    state.isAway = true
    nowMs = 5_000
    expect(await promotions(cart)).toEqual({ isUnavailable: true })
  })
})
