import { listPermissions } from '@comptoir/contracts/accounts/permission-routes'
import {
  permissionNames,
  permissions,
  permissionsOf,
} from '@comptoir/contracts/accounts/permissions'
import {
  acceptInvitation,
  createInvitation,
  listInvitations,
  listStaff,
  revokeInvitation,
} from '@comptoir/contracts/accounts/staff-routes'
import type { ServiceApp } from '@comptoir/service/app'
import { currentUser } from '@comptoir/service/auth/auth'
import { refuse } from '@comptoir/service/problems/refusal'
import { toProfile } from '../account/account.ts'
import { emailKey } from '../account/account-store.ts'
import type { Deps } from '../deps.ts'
import { whence } from '../sessions/device.ts'
import { openSession } from '../sign-in/sign-in.ts'
import * as accepting from '../staff/accept-invitation.ts'
import * as rules from '../staff/invitation.ts'

const allPermissions = permissionNames.map((permission) => {
  const { roles, operations } = permissions[permission]
  return { permission, roles: [...roles], operations: [...operations] }
})

/** Who works for the shop, who is invited to, and what they may. */
export function addStaffRoutes(app: ServiceApp, deps: Deps): void {
  app.openapi(listPermissions, (c) => {
    const mine = permissionsOf(currentUser(c).roles)
    return c.json({ mine, permissions: allPermissions }, 200)
  })

  app.openapi(listStaff, async (c) => {
    const { role, ...page } = c.req.valid('query')
    const { items, nextCursor } = await deps.accounts.list('role', role, { ...page, order: 'desc' })
    return c.json({ items: items.map(toProfile), ...(nextCursor && { nextCursor }) }, 200)
  })
  addInvitationRoutes(app, deps)
}

function addInvitationRoutes(app: ServiceApp, deps: Deps): void {
  const now = () => deps.clock().toISOString()
  const { collection } = deps.invitations

  app.openapi(listInvitations, async (c) => {
    const page = { ...c.req.valid('query'), order: 'desc' as const }
    const { items, nextCursor } = await collection.list('of', 'all', page)
    const shown = items.map(({ data }) => rules.toInvitation(data, now()))
    return c.json({ items: shown, ...(nextCursor && { nextCursor }) }, 200)
  })

  app.openapi(createInvitation, async (c) => {
    const { email, role, locale } = c.req.valid('json')
    if (!(await deps.requestLimits.mayMail('invitation', emailKey(email))))
      throw refuse('rate_limited', 'a mail is on its way')
    const before = await collection.ids('open', emailKey(email))
    for (const id of before) await deps.invitations.change(id, endOpen)
    const message = deps.tokens.prepare(deps.newId('ivt'), 'invitation', email)
    const by = currentUser(c).id
    const given = { email, role, locale, by, at: now() }
    const { data } = await deps.invitations.open(rules.openInvitation(message, given))
    return c.json(rules.toInvitation(data, now()), 201)
  })

  app.openapi(revokeInvitation, async (c) => {
    const { invitationId } = c.req.valid('param')
    const { data } = await deps.invitations.change(invitationId, rules.revokeInvitation)
    return c.json(rules.toInvitation(data, now()), 200)
  })

  app.openapi(acceptInvitation, async (c) => {
    const ip = deps.addressOf(c)
    await deps.requestLimits.asking(ip)
    const account = await accepting.acceptInvitation(deps, { ...c.req.valid('json'), ip })
    return c.json(await openSession(deps, account, whence(c.req.header('user-agent'), ip)), 200)
  })
}

/** One that was accepted this moment stays so. */
const endOpen = (known: rules.StoredInvitation) =>
  known.status === 'open' ? rules.revokeInvitation(known) : known
