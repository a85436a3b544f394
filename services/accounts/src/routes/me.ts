import { changeConsent, readConsents } from '@comptoir/contracts/accounts/consents'
import {
  changeMe,
  changePreferences,
  deleteMe,
  readMe,
  readPreferences,
} from '@comptoir/contracts/accounts/routes'
import type { ServiceApp } from '@comptoir/service/app'
import { currentUser } from '@comptoir/service/auth/auth'
import { etagOf, ifMatchOf } from '@comptoir/service/http/etag'
import { changeProfile, toPreferences, toProfile } from '../account/account.ts'
import {
  decideConsent,
  toConsents,
  changePreferences as withPreferences,
} from '../account/consents.ts'
import { requirePhone } from '../account/phone.ts'
import type { Deps } from '../deps.ts'
import { eraseAccount } from '../erasures/erase-account.ts'
import { authenticate } from '../sign-in/sign-in.ts'

export function addMeRoutes(app: ServiceApp, deps: Deps): void {
  app.openapi(readMe, async (c) => {
    const account = await deps.accounts.current(currentUser(c))
    return c.json(toProfile(account), 200, { etag: etagOf(account.version) })
  })

  app.openapi(changeMe, async (c) => {
    const { phone, ...others } = c.req.valid('json')
    const change = phone ? { ...others, phone: requirePhone(phone) } : { ...others, phone }
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
    const at = deps.clock().toISOString()
    await deps.accounts.change(id, (account) => withPreferences(account, preferences, at))
    return c.json(preferences, 200)
  })

  app.openapi(readConsents, async (c) => {
    const { data } = await deps.accounts.current(currentUser(c))
    return c.json(toConsents(data), 200)
  })

  app.openapi(changeConsent, async (c) => {
    const { id } = await deps.accounts.current(currentUser(c))
    const consent = {
      ...{ ...c.req.valid('param'), ...c.req.valid('json'), source: 'preferences' as const },
      at: deps.clock().toISOString(),
    }
    const { data } = await deps.accounts.change(id, (account) => decideConsent(account, consent))
    return c.json(toConsents(data), 200)
  })

  app.openapi(deleteMe, async (c) => {
    const { data } = await deps.accounts.current(currentUser(c))
    const { password } = c.req.valid('json')
    await authenticate(deps, { email: data.email, password, ip: deps.addressOf(c) })
    await eraseAccount(deps, data, { requestedBy: 'owner' })
    return c.body(null, 204)
  })
}
