import type { Asking, ShopApi } from './shop-api.ts'

export type Credentials = { readonly email: string; readonly password: string }

type Session = { accessToken: string; expiresInSeconds: number }

/**
 * Answers a token that is good for a minute at least, signing in again when the last one ages. A sign-in that fails
 * is tried anew by the next who asks.
 */
export function createStaffSession(shop: ShopApi, person: Credentials): () => Promise<string> {
  let token: Promise<string> | undefined
  let until = 0

  async function signIn(): Promise<string> {
    const { body } = await shop<Session>('POST /api/auth/login', { body: person })
    until = Date.now() + (body.expiresInSeconds - 60) * 1000
    return body.accessToken
  }

  return async () => {
    if (!token || Date.now() > until) {
      until = Date.now() + 60_000
      token = signIn().catch((error: unknown) => {
        until = 0
        throw error
      })
    }
    return await token
  }
}

/** The shop as a member of staff asks it. */
export function asStaff(shop: ShopApi, person: Credentials): ShopApi {
  const token = createStaffSession(shop, person)
  return async <T>(operation: string, asking: Asking = {}) =>
    await shop<T>(operation, { token: await token(), ...asking })
}
