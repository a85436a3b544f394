import { describe, expect, it } from 'vitest'
import { emptyAddress, formOf, missingFields, toAddress } from './address-form.ts'
import { countriesOf } from './countries.ts'

const known = {
  ...{ recipient: 'Ada L.', line1: '1 rue du Lac', postalCode: '75001', city: 'Paris' },
  countryCode: 'FR',
}

describe('an address', () => {
  it('that is known fills the form, and comes back as it was', () => {
    expect(formOf(known)).toEqual({ ...emptyAddress, ...known })
    expect(toAddress(formOf(known))).toEqual(known)
  })

  it('lacks what is required and was left empty, or blank', () => {
    expect(missingFields({ ...emptyAddress, ...known })).toEqual([])
    expect(missingFields({ ...emptyAddress, city: '  ' })).toEqual([
      ...['recipient', 'line1', 'postalCode', 'city'],
    ])
  })
})

describe('countries', () => {
  const codes = (given: readonly string[], chosen: string) =>
    countriesOf(given, chosen, 'fr').map(({ code }) => code)

  it('are those of the shop; else the usual ones and the one that was chosen, once', () => {
    expect(codes(['BE', 'FR'], 'JP')).toEqual(['FR', 'BE'])
    expect(codes([], 'JP')).toContain('JP')
    expect(codes([], 'BE').filter((code) => code === 'BE')).toHaveLength(1)
  })
})
