import type { TaxRate, TaxSettings } from '@comptoir/contracts/billing/schemas'
import { refuse } from '@comptoir/service/problems/refusal'
import { describe, expect, it } from 'vitest'
import type { Client } from './invoke.ts'
import { createTaxRates } from './tax-rates.ts'

const rate = { countryCode: 'FR', taxClass: 'standard', rateBps: 2000, validFrom: '2014-01-01' }

/** A billing service that counts how often it is asked. */
function billingTwin() {
  const state = {
    asked: 0,
    isAway: false,
    hangs: false,
    rates: [rate] as TaxRate[],
    settings: undefined as TaxSettings | undefined,
  }
  const answer = async () => {
    state.asked++
    if (state.hangs) return await new Promise<never>(() => {})
    if (state.isAway) throw refuse('dependency_unavailable')
    return { rates: state.rates, settings: state.settings }
  }
  return { state, billing: answer as unknown as Client }
}

describe('the reader of VAT rates', () => {
  it('asks billing at most once a minute', async () => {
    const { state, billing } = billingTwin()
    let nowMs = 0
    const { read } = createTaxRates(billing, () => nowMs)
    await read()
    nowMs = 59_999
    await read()
    expect(state.asked).toBe(1)
    nowMs = 60_000
    state.rates = [{ ...rate, rateBps: 2100 }]
    expect((await read()).rates).toEqual([{ ...rate, rateBps: 2100 }])
    expect(state.asked).toBe(2)
  })

  it('asks once for all who ask together', async () => {
    const { state, billing } = billingTwin()
    const { read } = createTaxRates(billing, () => 0)
    const answers = await Promise.all([read(), read(), read()])
    expect(answers.map(({ rates }) => rates)).toEqual([[rate], [rate], [rate]])
    expect(state.asked).toBe(1)
  })

  it('says what else the shop goes by, and what was usual where billing does not say it', async () => {
    const { state, billing } = billingTwin()
    const { read, expire } = createTaxRates(billing, () => 0)
    expect(await read()).toEqual({ homeCountry: 'FR', prices: 'gross', rates: [rate] })
    state.settings = { homeCountry: 'FR', prices: 'net', ossFrom: '2026-01-01' }
    expire()
    expect(await read()).toEqual({ ...state.settings, rates: [rate] })
  })

  it('asks at once when they changed, once', async () => {
    const { state, billing } = billingTwin()
    const { read, expire } = createTaxRates(billing, () => 0)
    await read()
    state.rates = [{ ...rate, rateBps: 2100 }]
    expire()
    expect((await read()).rates).toEqual([{ ...rate, rateBps: 2100 }])
    await read()
    expect(state.asked).toBe(2)
  })

  it('asks again when they changed while it was asking', async () => {
    const { state, billing } = billingTwin()
    const { read, expire } = createTaxRates(billing, () => 0)
    const asked = read()
    expire()
    expect((await asked).rates).toEqual([rate])
    state.rates = [{ ...rate, rateBps: 2100 }]
    expect((await read()).rates).toEqual([{ ...rate, rateBps: 2100 }])
  })

  it('goes on with the last known ones while billing is away, and asks again a minute later', async () => {
    const { state, billing } = billingTwin()
    let nowMs = 0
    const { read } = createTaxRates(billing, () => nowMs)
    await read()
    state.isAway = true
    nowMs = 60_000
    expect((await read()).rates).toEqual([rate])
    expect((await read()).rates).toEqual([rate])
    expect(state.asked).toBe(2)
  })

  it('is held up for half a second at most by a billing that hangs', async () => {
    const { state, billing } = billingTwin()
    let nowMs = 0
    const { read } = createTaxRates(billing, () => nowMs)
    await read()
    state.hangs = true
    nowMs = 60_000
    const startedAt = performance.now()
    const answers = await Promise.all([read(), read()])
    expect(answers.map(({ rates }) => rates)).toEqual([[rate], [rate]])
    expect(performance.now() - startedAt).toBeLessThan(2_000)
    expect(state.asked).toBe(2)
    // whoever comes later does not wait for the same question
    nowMs += 500
    const laterAt = performance.now()
    expect((await read()).rates).toEqual([rate])
    expect(performance.now() - laterAt).toBeLessThan(400)
    expect(state.asked).toBe(2)
  })

  it('refuses when it never knew any, and asks anew the next time', async () => {
    const { state, billing } = billingTwin()
    const { read } = createTaxRates(billing, () => 0)
    state.isAway = true
    await expect(read()).rejects.toMatchObject({ code: 'dependency_unavailable' })
    state.isAway = false
    expect((await read()).rates).toEqual([rate])
  })
})
