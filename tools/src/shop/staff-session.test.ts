import { expect, it } from 'vitest'
import type { ShopApi } from './shop-api.ts'
import { createStaffSession } from './staff-session.ts'

const person = { email: 'staff@comptoir.example', password: 'secret' }

it('signs in once for a while, and anew after a sign-in that failed', async () => {
  const tokens = [undefined, 'first', 'second']
  const shop = (async () => {
    const accessToken = tokens.shift()
    if (!accessToken) throw new Error('no answer')
    return { status: 200, headers: new Headers(), body: { accessToken, expiresInSeconds: 900 } }
  }) as unknown as ShopApi
  const session = createStaffSession(shop, person)
  await expect(session()).rejects.toThrow('no answer')
  expect([await session(), await session()]).toEqual(['first', 'first'])
})
