import { describe, expect, it } from 'vitest'
import { addressesOf } from './order-addresses.ts'

const at = (city: string) => ({
  ...{ recipient: 'Inès Durand', line1: '12 rue de la République', postalCode: '69002' },
  ...{ city, countryCode: 'FR' },
})
const orderTo = (shipped: string, billed: string) => ({
  ...{ shippingAddress: at(shipped), billingAddress: at(billed) },
})

describe('the addresses of orders', () => {
  it('are each there once, the latest first', () => {
    const orders = [orderTo('Nantes', 'Lyon'), orderTo('Lyon', 'Lyon'), orderTo('Paris', 'LYON')]
    expect(addressesOf(orders).map(({ city }) => city)).toEqual(['Nantes', 'Lyon', 'Paris'])
  })

  it('are none without orders', () => expect(addressesOf([])).toEqual([]))
})
