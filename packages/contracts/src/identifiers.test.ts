import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cancelInvoice } from './billing/routes.ts'
import { lockCart } from './carts/internal-routes.ts'
import { ForeignId, Id, Sku } from './common.ts'
import { releaseReservation, reserveStock, secureReservation } from './inventory/internal-routes.ts'
import { PlaceOrder } from './orders/view.ts'
import { cancelPayment, retryPayment } from './payments/internal-routes.ts'
import { cancelShipment } from './shipping/routes.ts'

const uncarried = ['', '.', '..', ' . ', 'a/b', 'a\\b', 'a?b', 'a#b', 'a%2e', 'a\u0000', 'a\u0085']

/** The segment that a server reads of an address with this one in it. */
function carried(text: string): string {
  const { pathname } = new URL(`http://shop/api/stock/${encodeURIComponent(text)}/movements`)
  return decodeURIComponent(pathname.split('/').slice(3, -1).join('/'))
}

describe.each([
  ['a SKU', Sku],
  ['an id', Id],
  ['the id of another system', ForeignId],
])('%s', (_, schema) => {
  it.each(uncarried)('cannot be %j', (text) => {
    expect(schema.safeParse(text).success).toBe(false)
  })

  it.each(['...', '\ud800', 'ab\udc00'])('cannot be %j either', (text) => {
    expect(schema.safeParse(text).success).toBe(false)
  })

  it('comes through an address as it is', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: 'binary' })), (text) => {
        const read = schema.safeParse(text)
        return !read.success || carried(read.data) === read.data
      }),
    )
  })
})

describe('names that shops use', () => {
  it.each(['BLK-42_x.y', '0012', 'a..b', '.env'])('are SKUs: %s', (sku) => {
    expect(Sku.parse(sku)).toBe(sku)
  })

  it.each(['10001', 'Réf 12 (bis)', '蓝色', 'a+b&c=d', 'gid:Product:7'])(
    'are ids of other systems: %s',
    (id) => {
      expect(ForeignId.parse(id)).toBe(id)
    },
  )
})

describe('an id that is stored where it enters', () => {
  const stored = [
    ...[reserveStock, secureReservation, releaseReservation, retryPayment, cancelPayment],
    ...[cancelInvoice, cancelShipment, lockCart],
  ].map((route) => [route.path, route.request.params] as const)

  it.each(stored)('is one that an address carries: %s', (_, params) => {
    const refused = (id: string) => {
      const ids = Object.keys(params.shape).map((name) => [name, name === 'attempt' ? 1 : id])
      return params.safeParse(Object.fromEntries(ids)).error !== undefined
    }
    expect(uncarried.filter((id) => !refused(id))).toEqual([])
    expect(refused('pi_01h455vb4pex5vsknk084sn02q')).toBe(false)
  })

  it.each(uncarried)('is one that an address carries: no order of the cart %j', (cartId) => {
    const { error } = PlaceOrder.safeParse({ cartId })
    expect(error?.issues.map(({ path }) => path)).toContainEqual(['cartId'])
  })
})
