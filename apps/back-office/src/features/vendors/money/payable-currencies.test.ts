import { expect, it } from 'vitest'
import { payableCurrencies } from './payable-currencies.ts'

it('is each of the ledger without a draft; in euros there is nothing when there is no ledger', () => {
  expect(payableCurrencies(['CHF'])).toEqual(['CHF'])
  expect(payableCurrencies(['CHF', 'EUR'], ['EUR'])).toEqual(['CHF'])
  expect(payableCurrencies([])).toEqual(['EUR'])
  expect(payableCurrencies(undefined, ['EUR'])).toEqual([])
})
