import { createErasure } from '@comptoir/dapr/documents/erasure'
import { expect, it } from 'vitest'
import { openShop, variantOf } from '../test/shop.ts'
import { eraseCart } from './erasure.ts'

it('takes the cart of a deleted account, also one that is filled a moment later', async () => {
  const shop = openShop()
  shop.sell(variantOf('CHAIR', 4990))
  const fill = async () => {
    const body = { lines: [{ sku: 'CHAIR', quantity: 1 }] }
    return (await shop.call('PUT /cart', { as: 'camille', body })).body.cartId as string
  }
  const { begin, repeatDue } = createErasure(shop.store, eraseCart(shop))
  const first = await fill()
  await begin('camille')
  expect(await shop.carts.get(first)).toBeUndefined()
  const second = await fill()
  shop.later(10_000)
  await repeatDue()
  expect(await shop.carts.get(second)).toBeUndefined()
  expect(await shop.current.get('camille')).toBeUndefined()
})
