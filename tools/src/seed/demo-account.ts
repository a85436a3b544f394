import type { Profile } from '@comptoir/contracts/accounts/schemas'
import { type ShopApi, unless } from '../shop/shop-api.ts'
import type { Credentials } from '../shop/staff-session.ts'

type Name = { readonly firstName: string; readonly lastName: string }
type Session = { readonly accessToken: string }

/**
 * Signs somebody of the demo shop in, who is registered where nobody has the email yet; answers a token. None where the email has
 * another password.
 */
export async function openDemoAccount(
  shop: ShopApi,
  person: Credentials,
  name: Name,
): Promise<string | undefined> {
  const body = { ...person, ...name, locale: 'fr' }
  const session =
    (await shop<Session>('POST /api/auth/login', { body: person }).catch(
      unless('invalid_credentials'),
    )) ?? (await shop<Session>('POST /api/auth/register', { body }).catch(unless('email_taken')))
  return session?.body.accessToken
}

/** Opens the account of somebody who answers conversations; one that has the role stays as it is. */
export async function openDemoAgent(
  shop: ShopApi,
  admin: ShopApi,
  person: Credentials,
): Promise<void> {
  const name = { firstName: 'Inès', lastName: 'Martin' }
  const token = await openDemoAccount(shop, person, name)
  if (token === undefined) return
  const { body: me } = await shop<Profile>('GET /api/me', { token })
  if (me.roles.includes('support')) return
  await admin(`PUT /api/users/${me.userId}/roles`, { body: { roles: ['support'] } })
}
