import { describe, expect, it } from 'vitest'
import { formOf } from '../../ui/address/address-form.ts'
import { defaultWish, toWish, wishOf } from './address-wish.ts'

const kinds = { isDefaultShipping: true, isDefaultBilling: false }
const known = {
  ...{ addressId: 'adr_1', recipient: 'Ада', line1: '1 rue du Lac', line3: 'Étage 4' },
  ...{ postalCode: '75001', city: 'Paris', countryCode: 'FR', ...kinds },
  latin: { recipient: 'Ada', line3: 'Etage 4' },
}

describe('an address that is written again', () => {
  it('is what it was, when nothing was typed', () => {
    expect(toWish(formOf(known), kinds, known)).toEqual(wishOf(known))
    expect(wishOf(known)).not.toHaveProperty('addressId')
  })

  it('keeps what the form does not show, and forgets the spelling of what changed', () => {
    const form = { ...formOf(known), recipient: 'Grace H.', company: ' ', phone: '0612345678' }
    expect(toWish(form, { isDefaultShipping: false, isDefaultBilling: true }, known)).toEqual({
      ...{ recipient: 'Grace H.', line1: '1 rue du Lac', line3: 'Étage 4', postalCode: '75001' },
      ...{ city: 'Paris', countryCode: 'FR', phone: '0612345678', latin: { line3: 'Etage 4' } },
      ...{ isDefaultShipping: false, isDefaultBilling: true },
    })
  })
})

describe('an address that becomes a default', () => {
  it('is written as it is now, not as this page read it', () => {
    const now = { ...known, line1: '2 rue du Lac', isDefaultShipping: false }
    expect(defaultWish([now], known, 'isDefaultBilling')).toEqual({
      ...wishOf(now),
      isDefaultBilling: true,
    })
  })

  it('is not written when it is there no more', () => {
    expect(defaultWish([], known, 'isDefaultBilling')).toBeUndefined()
  })
})
