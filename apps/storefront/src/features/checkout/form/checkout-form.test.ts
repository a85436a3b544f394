import { describe, expect, it } from 'vitest'
import { toAddress } from '../../../ui/address/address-form.ts'
import { emptyForm, isQuotable, missingIn, toOrder, usualAddress } from './checkout-form.ts'

const address = {
  ...{ recipient: ' Ada L. ', company: '', line1: '1 rue du Lac', line2: '', postalCode: '75001' },
  ...{ city: 'Paris', countryCode: 'FR', phone: '' },
}
const filled = {
  ...{
    ...emptyForm,
    email: 'ada@example.org',
    address,
    shippingOptionId: 'home',
    acceptTerms: true,
  },
  payment: 'stripe:pm_card_visa',
}
const wanted = {
  ...{ cartId: 'cart_1', isGuest: true, saved: [], needsPoint: false, locale: 'fr' as const },
  expectedTotal: { amount: 1990, currency: 'EUR' },
}
const home = {
  ...toAddress(address),
  ...{ addressId: 'adr_1', isDefaultShipping: true, isDefaultBilling: false },
}

describe('the form of an order', () => {
  it('becomes an order without what was left empty', () => {
    expect(toOrder(filled, wanted)).toEqual({
      ...{ cartId: 'cart_1', locale: 'fr', acceptTerms: true, email: 'ada@example.org' },
      shippingAddress: {
        ...{ recipient: 'Ada L.', line1: '1 rue du Lac', postalCode: '75001', city: 'Paris' },
        countryCode: 'FR',
      },
      paymentMethod: { provider: 'stripe', token: 'pm_card_visa' },
      ...{ shippingOptionId: 'home', expectedTotal: wanted.expectedTotal },
    })
  })

  it('names an address of the account without what only the account knows', () => {
    const order = toOrder({ ...filled, addressId: 'adr_1' }, { ...wanted, saved: [home] })
    expect(order.shippingAddress).toEqual(toAddress(address))
  })

  it('of somebody who is signed in says no email', () => {
    expect(toOrder(filled, { ...wanted, isGuest: false })).not.toHaveProperty('email')
  })

  it('says every field that is missing, as the shop calls it', () => {
    expect(missingIn(filled, wanted)).toEqual([])
    expect(
      missingIn({ ...emptyForm, billingSame: false }, { ...wanted, needsPoint: true }),
    ).toEqual([
      'email',
      ...['recipient', 'line1', 'postalCode', 'city'].map((field) => `shippingAddress.${field}`),
      'shippingAddress.phone',
      ...['recipient', 'line1', 'postalCode', 'city'].map((field) => `billingAddress.${field}`),
      ...['shippingOptionId', 'pickupPointId', 'paymentMethod', 'acceptTerms'],
    ])
  })

  it('is not sent before there is a total that the shopper saw', () => {
    expect(missingIn(filled, { ...wanted, expectedTotal: undefined })).toEqual(['shippingOptionId'])
  })

  it('goes to the address that was chosen, however often those of the account are read again', () => {
    const second = { ...home, addressId: 'adr_2', isDefaultShipping: false }
    const usual = (form: object, saved = [second, home]) =>
      usualAddress({ ...emptyForm, ...form }, saved)
    expect(usual({})).toBe('adr_1')
    expect(usual({}, [second])).toBe('adr_2')
    expect(usual({ addressId: 'adr_2' })).toBeUndefined()
    expect(usual({ addressId: 'adr_gone' })).toBe('adr_1')
    expect(usual({}, [])).toBeUndefined()
  })

  it('keeps an address that was typed', () => {
    const usual = (form: object, saved = [home]) => usualAddress({ ...emptyForm, ...form }, saved)
    expect(usual({ addressId: 'new' })).toBeUndefined()
    expect(usual({ addressId: 'new', address })).toBeUndefined()
    expect(usual({ address }, [])).toBeUndefined()
    expect(usual({ address })).toBe('new')
  })

  it('has its invoice where the parcel goes, unless the account says otherwise by default', () => {
    const office = { ...home, addressId: 'adr_2', isDefaultShipping: false, line1: '2 quai' }
    const apart = [home, { ...office, isDefaultBilling: true }]
    const together = [{ ...home, isDefaultBilling: true }, office]
    const billing = (form: object, saved = apart) =>
      toOrder({ ...filled, addressId: 'adr_1', ...form }, { ...wanted, saved }).billingAddress
    expect(billing({})).toEqual({ ...toAddress(address), line1: '2 quai' })
    expect(billing({ addressId: 'adr_2' })).toBeUndefined()
    expect(billing({ billingSame: true })).toBeUndefined()
    expect(billing({}, together)).toBeUndefined()
    expect(billing({ addressId: 'adr_2' }, together)).toBeUndefined()
    expect(billing({}, [])).toBeUndefined()
  })

  it('has its invoice for the address that was chosen or typed', () => {
    const second = { ...home, addressId: 'adr_2', line1: '2 quai' }
    const typed = { ...filled, billingSame: false, billing: { ...address, line1: '3 place' } }
    const line = (form: object, saved = [home, second]) =>
      toOrder({ ...typed, ...form }, { ...wanted, saved }).billingAddress?.line1
    expect(line({ billingAddressId: 'adr_2' })).toBe('2 quai')
    expect(line({ billingAddressId: 'new' })).toBe('3 place')
    // what was typed before somebody signed in
    expect(line({})).toBe('3 place')
    expect(line({ billingAddressId: 'adr_gone', billing: { ...address, line1: '' } })).toBe(
      '1 rue du Lac',
    )
  })

  it('can be quoted by country and postal code', () => {
    expect(isQuotable({ countryCode: 'FR', postalCode: '75001' })).toBe(true)
    expect(isQuotable({ countryCode: 'FR', postalCode: '750' })).toBe(false)
  })
})
