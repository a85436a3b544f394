import { permissionsOf } from '@comptoir/contracts/accounts/permissions'
import { describe, expect, it } from 'vitest'
import { isOpenTo, openPages } from './pages.ts'

const namesFor = (mine: readonly string[]) =>
  openPages(mine).flatMap(({ pages }) => pages.map(({ name }) => name))
/** As the session of somebody who works for a vendor has them. */
const ofVendor = [...permissionsOf(['vendor']), 'own-vendor']

describe('the pages of the rail', () => {
  it.each(['support', 'staff', 'admin'] as const)('lead %s to the orders', (role) => {
    expect(namesFor(permissionsOf([role]))).toContain('orders')
  })

  it('are not shown to who may not open them', () => {
    expect(namesFor(ofVendor)).toEqual(
      expect.arrayContaining(['ownOrders', 'ownLedger', 'ownDetails']),
    )
    expect(namesFor(ofVendor)).not.toContain('orders')
    expect(namesFor(permissionsOf(['admin']))).not.toContain('ownLedger')
    expect(namesFor(ofVendor)).toContain('products')
    expect(openPages([])).toEqual([])
  })
})

describe('an address', () => {
  it.each(['/orders', '/orders/ord_1/summary', '/customers/usr_1', '/vendors'])(
    '%s is not open to a vendor',
    (pathname) => expect(isOpenTo(ofVendor, pathname)).toBe(false),
  )

  it('is open as its page is, and where it belongs to none', () => {
    expect(isOpenTo(ofVendor, '/my-shop/orders/ord_1')).toBe(true)
    expect(isOpenTo(permissionsOf(['support']), '/customers/usr_1')).toBe(true)
    expect(isOpenTo(permissionsOf(['support']), '/vendors')).toBe(false)
    expect(isOpenTo(ofVendor, '/')).toBe(true)
    expect(isOpenTo(ofVendor, '/orders-of-old')).toBe(true)
  })
})
