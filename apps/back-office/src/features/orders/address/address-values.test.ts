import { describe, expect, it } from 'vitest'
import { addressOf, isFilled, noAddress, valuesOf } from './address-values.ts'

const home = {
  ...{ recipient: 'Camille Durand', line1: '12 rue de la République', postalCode: '69002' },
  ...{ city: 'Lyon', countryCode: 'FR' },
}

describe('an address of a form', () => {
  it('has every field, and gives back what it was made of', () => {
    expect(valuesOf(home)).toEqual({ ...noAddress, ...home })
    expect(addressOf(valuesOf(home))).toEqual(home)
  })

  it('leaves out what is empty, and what was emptied', () => {
    const values = {
      ...valuesOf({ ...home, phone: '0600000000' }),
      phone: ' ',
      company: ' Atelier ',
    }
    expect(addressOf(values, { ...home, phone: '0600000000' })).toEqual({
      ...home,
      company: 'Atelier',
    })
  })

  it('keeps what the form has no field for, but not Latin letters of what was written before', () => {
    const before = { ...home, line3: 'Bâtiment B', latin: { city: 'Lyon' } }
    expect(addressOf(valuesOf(before), before)).toEqual({ ...home, line3: 'Bâtiment B' })
  })

  it('is filled in once more than its country is there', () => {
    expect(isFilled(noAddress)).toBe(false)
    expect(isFilled({ ...noAddress, city: 'Lyon' })).toBe(true)
  })
})
