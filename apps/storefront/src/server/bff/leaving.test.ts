import { describe, expect, it } from 'vitest'
import { cartOf, openShop, sessionOf, signIn, user } from './test/fake-shop.ts'

const left = { count: 0, hasLeft: true }
const cart = cartOf('cart_9', [{ sku: 'MUG', quantity: 3 }])
const grace = { ...user, userId: 'usr_2', email: 'grace@example.org', firstName: 'Grace' }

/** A shop that Ada or Grace signs in to, and whose answers can be held back. */
function openSlowShop() {
  let person = user
  let held: Promise<void> | undefined
  const after = async (answer: object) => {
    await held
    return Response.json(answer)
  }
  const shop = openShop({
    'POST /api/auth/login': () => Response.json({ ...sessionOf(person.firstName), user: person }),
    'POST /api/auth/logout': () => new Response(null, { status: 204 }),
    'GET /carts/mine': ({ headers }) =>
      headers.get('authorization') === 'Bearer access-Ada' ? after(cart) : undefined,
    'PATCH /api/me': () => after({ ...user, firstName: 'Augusta' }),
    'PUT /cart': () => Response.json({ ...cart, cartToken: 'secret' }),
    'POST /api/me/erasure': () => Response.json({ receipt: 'receipt' }, { status: 202 }),
  })
  const enter = async (who: typeof user) => {
    person = who
    await shop.post('/bff/session', signIn)
  }
  /** Sends a request whose answer comes when what this answers is called. */
  function hold(path: string, init?: RequestInit) {
    const { promise, resolve } = Promise.withResolvers<void>()
    held = promise
    const answer = shop.send(path, init)
    return async () => {
      resolve()
      held = undefined
      return (await answer).status
    }
  }
  const note = () => JSON.parse(decodeURIComponent(shop.jar.get('comptoir_ui') ?? '{}'))
  return { ...shop, enter, hold, note }
}

const renamed = {
  ...{ method: 'PATCH', headers: { 'content-type': 'application/json' } },
  body: JSON.stringify({ firstName: 'Augusta' }),
}
const underWay: [string, string, RequestInit | undefined][] = [
  ['the cart', '/bff/cart', undefined],
  ['a change of the profile', '/bff/me', renamed],
]

describe('somebody who leaves', () => {
  it.each([
    ['by signing out', '/bff/session/end', { locale: 'fr' }],
    ['by deleting the account', '/bff/me/erasure', { password: 'x' }],
  ])('is let go of by every page: %s', async (_, path, body) => {
    const { post, send, enter, note } = openSlowShop()
    await enter(user)
    expect((await post(path, body)).status).toBe(200)
    expect(note()).toEqual(left)
    // what a guest does next takes it from no page that has not looked yet
    await send('/bff/cart')
    expect(note()).toEqual(left)
    await post('/bff/cart/lines', { sku: 'MUG', quantity: 3 })
    expect(note()).toEqual({ count: 3, hasLeft: true })
    await enter(grace)
    expect(note()).toEqual({ count: 0, name: 'Grace', who: expect.any(String) })
  })

  it.each(underWay)(
    'is not written down again by what was under way: %s',
    async (_, path, init) => {
      const { enter, hold, submit, note, jar } = openSlowShop()
      await enter(user)
      const answer = hold(path, init)
      await submit('/bff/session/end', { locale: 'fr' })
      expect(await answer()).toBe(200)
      expect([note(), [...jar.keys()]]).toEqual([left, ['comptoir_ui']])
    },
  )

  it.each(underWay)(
    'is not written down over somebody else who is here: %s',
    async (_, path, init) => {
      const { enter, hold, note, jar, send } = openSlowShop()
      await enter(user)
      const answer = hold(path, init)
      await enter(grace)
      const before = [...jar]
      expect(await answer()).toBe(200)
      expect([note().name, [...jar]]).toEqual(['Grace', before])
      expect(await (await send('/bff/session')).json()).toMatchObject({
        person: { firstName: 'Grace' },
      })
    },
  )
})
