import {
  confirmEmail,
  requestEmailChange,
  requestEmailVerification,
  requestPasswordReset,
  resetPassword,
} from '@comptoir/contracts/accounts/recovery-routes'
import type { ServiceApp } from '@comptoir/service/app'
import { currentUser } from '@comptoir/service/auth/auth'
import type { Deps } from '../deps.ts'
import * as emails from '../recovery/email-change.ts'
import * as passwords from '../recovery/forgotten-password.ts'
import { authenticate } from '../sign-in/sign-in.ts'

/** Forgotten passwords, and emails that are confirmed or change. */
export function addRecoveryRoutes(app: ServiceApp, deps: Deps): void {
  addPasswordRoutes(app, deps)
  addEmailRoutes(app, deps)
}

function addPasswordRoutes(app: ServiceApp, deps: Deps): void {
  /** Whether there is such an account is told neither by the answer nor by its time: the work goes on behind it. */
  app.openapi(requestPasswordReset, async (c) => {
    const { email } = c.req.valid('json')
    await deps.requestLimits.asking(deps.addressOf(c))
    void passwords
      .askForReset(deps, email)
      .catch((error: unknown) =>
        deps.log.warn({ err: error }, 'a new password was asked for in vain'),
      )
    return c.json({}, 202)
  })

  app.openapi(resetPassword, async (c) => {
    const ip = deps.addressOf(c)
    await deps.requestLimits.asking(ip)
    await passwords.resetPassword(deps, { ...c.req.valid('json'), ip })
    return c.body(null, 204)
  })
}

function addEmailRoutes(app: ServiceApp, deps: Deps): void {
  app.openapi(confirmEmail, async (c) => {
    await deps.requestLimits.asking(deps.addressOf(c))
    await emails.confirmEmail(deps, c.req.valid('json').token)
    return c.body(null, 204)
  })

  app.openapi(requestEmailVerification, async (c) => {
    const { data } = await deps.accounts.current(currentUser(c))
    await emails.askForVerification(deps, data)
    return c.json({}, 202)
  })

  app.openapi(requestEmailChange, async (c) => {
    const { email: wanted, password } = c.req.valid('json')
    const { data } = await deps.accounts.current(currentUser(c))
    await authenticate(deps, { email: data.email, password, ip: deps.addressOf(c) })
    await emails.askForEmailChange(deps, data, wanted)
    return c.json({}, 202)
  })
}
