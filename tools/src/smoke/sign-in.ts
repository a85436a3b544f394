import { randomBytes } from 'node:crypto'
import { ShopProblem } from '../shop/shop-api.ts'
import { require, type SmokeTest } from './around.ts'

/** Registers, reads the profile, signs in again, is refused with a wrong password, and deletes the account. */
export const signIn: SmokeTest = async ({ shop }) => {
  const email = `smoke-${randomBytes(6).toString('hex')}@example.com`
  const password = randomBytes(12).toString('base64url')
  const person = { email, password, firstName: 'Camille', lastName: 'Durand', locale: 'fr' }
  await shop('POST /api/auth/register', { body: person })
  const session = await shop<{ accessToken: string }>('POST /api/auth/login', {
    body: { email, password },
  })
  const token = session.body.accessToken
  const me = await shop<{ email: string }>('GET /api/me', { token })
  require(me.body.email === email, `the profile is of ${me.body.email}`)
  const wrong = await shop('POST /api/auth/login', { body: { email, password: 'wrong' } }).catch(
    (error: unknown) => error,
  )
  require(wrong instanceof ShopProblem && wrong.status === 401, 'a wrong password is not refused')
  await shop('DELETE /api/me', { token, body: { password } })
}
