import { type Call, CallError } from '@comptoir/site/call'
import { describe, expect, it } from 'vitest'
import { type Trial, tryCart } from './try-cart.ts'

const trial: Trial = {
  ...{ lines: [{ sku: 'LAMP-1', quantity: 2 }], code: 'TEN', countryCode: 'FR' },
  ...{ postalCode: '69002', email: '', method: 'stripe' },
}

/** Answers as a shop with one cart; what fails there says so. */
function createShop(failing: Readonly<Record<string, string>> = {}) {
  const asked: string[] = []
  const call = (async (operation: string) => {
    asked.push(operation)
    const code = failing[operation]
    if (code) throw new CallError(operation, { status: 409, code })
    return operation === 'PUT /cart' ? { cartId: 'cart_1', cartToken: 'token' } : { lines: [] }
  }) as unknown as Call
  return { asked, call }
}

const steps = [
  ...['PUT /cart', 'PUT /carts/{cartId}/coupons/{code}'],
  ...['POST /carts/{cartId}/quote', 'DELETE /cart/{cartId}'],
]

describe('a trial of a promotion', () => {
  it('fills a cart, gives it the code, asks what it costs, and deletes it', async () => {
    const { asked, call } = createShop()
    expect(await tryCart(call, trial)).toMatchObject({ isUnknown: false })
    expect(asked).toEqual(steps)
  })

  it('says that nobody has the code, with what the cart costs all the same', async () => {
    const { asked, call } = createShop({ 'PUT /carts/{cartId}/coupons/{code}': 'code_refused' })
    expect(await tryCart(call, trial)).toMatchObject({ isUnknown: true })
    expect(asked).toEqual(steps)
  })

  it('deletes the cart when it cannot be priced', async () => {
    const { asked, call } = createShop({ 'POST /carts/{cartId}/quote': 'cart_not_orderable' })
    await expect(tryCart(call, trial)).rejects.toThrow('cart_not_orderable')
    expect(asked.at(-1)).toBe('DELETE /cart/{cartId}')
  })

  it('is made without a code where there is none', async () => {
    const { asked, call } = createShop()
    await tryCart(call, { ...trial, code: '' })
    expect(asked).not.toContain('PUT /carts/{cartId}/coupons/{code}')
  })
})
