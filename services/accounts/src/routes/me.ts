import {
  changeMe,
  changePreferences,
  deleteMe,
  readMe,
  readPreferences,
} from '@comptoir/contracts/accounts/routes'
import { countOpenOrders } from '@comptoir/contracts/orders/internal-routes'
import type { ServiceApp } from '@comptoir/service/app'
import { currentUser } from '@comptoir/service/auth/auth'
import { etagOf, ifMatchOf } from '@comptoir/service/http/etag'
import { refuse } from '@comptoir/service/problems/refusal'
import { parsePhoneNumberFromString } from 'libphonenumber-js/min'
import { anonymise, changeProfile, toPreferences, toProfile } from '../account/account.ts'
import type { Deps } from '../deps.ts'
import { authenticate } from '../sign-in/sign-in.ts'

export function addMeRoutes(app: ServiceApp, deps: Deps): void {
  app.openapi(readMe, async (c) => {
    const account = await deps.accounts.current(currentUser(c))
    return c.json(toProfile(account), 200, { etag: etagOf(account.version) })
  })

  app.openapi(changeMe, async (c) => {
    const { phone, ...others } = c.req.valid('json')
    const change = phone ? { ...others, phone: toE164(phone) } : { ...others, phone }
    const { id, version } = await deps.accounts.current(currentUser(c))
    const options = { ifVersion: ifMatchOf(c, version) }
    const account = await deps.accounts.change(id, (known) => changeProfile(known, change), options)
    return c.json(toProfile(account), 200, { etag: etagOf(account.version) })
  })

  app.openapi(readPreferences, async (c) => {
    const { data } = await deps.accounts.current(currentUser(c))
    return c.json(toPreferences(data.preferences), 200)
  })

  app.openapi(changePreferences, async (c) => {
    const preferences = c.req.valid('json')
    const { id } = await deps.accounts.current(currentUser(c))
    await deps.accounts.change(id, (account) => ({ ...account, preferences }))
    return c.json(preferences, 200)
  })

  app.openapi(deleteMe, async (c) => {
    const { id: userId, data } = await deps.accounts.current(currentUser(c))
    const { password } = c.req.valid('json')
    await authenticate(deps, { email: data.email, password, ip: deps.addressOf(c) })
    await erase(deps, userId, data.email)
    return c.body(null, 204)
  })
}

/** A phone number in E.164, read as a French one unless it says otherwise. */
function toE164(text: string): string {
  const parsed = parsePhoneNumberFromString(text, 'FR')
  if (parsed?.isValid()) return parsed.number
  const error = { field: 'phone', code: 'invalid_phone', message: 'not a phone number' }
  throw refuse('invalid_request', error.message, { errors: [error] })
}

async function erase(deps: Deps, userId: string, email: string): Promise<void> {
  const { open } = await deps.orders(countOpenOrders, { params: { userId } })
  if (open > 0) throw refuse('open_orders', `${open} orders are open`, { extensions: { open } })
  const adminCount = await deps.accounts.count('role', 'admin')
  const change = { adminCount, at: deps.clock().toISOString() }
  const { data } = await deps.accounts.change(userId, (account) => anonymise(account, change))
  await deps.revocations.revoke(userId, data.tokenVersion)
  await deps.sessions.closeAll(userId, 'account_deleted')
  await deps.accounts.freeEmail(email)
}
