import { readAccountSummary, readOwnEmailKey } from '@comptoir/contracts/accounts/internal-routes'
import { may } from '@comptoir/contracts/accounts/permissions'
import { readAccountReach, withdrawMarketingConsent } from '@comptoir/contracts/accounts/reach'
import type { Role } from '@comptoir/contracts/accounts/schemas'
import {
  addUserNote,
  changeCustomerStatus,
  changeCustomerTags,
  changeRoles,
  changeUserStatus,
  deleteUserNote,
  listUserNotes,
  listUsers,
  readUser,
} from '@comptoir/contracts/accounts/user-routes'
import type { ServiceApp } from '@comptoir/service/app'
import { currentUser } from '@comptoir/service/auth/auth'
import { refuse } from '@comptoir/service/problems/refusal'
import * as rules from '../account/account.ts'
import { findAccounts } from '../account/account-store.ts'
import { withoutMarketing } from '../account/consents.ts'
import { addNote, removeNote, type StoredNote } from '../account/notes.ts'
import { reachOf } from '../account/reach.ts'
import type { Deps } from '../deps.ts'
import { ownEmailKeyOf } from '../erasures/erase-account.ts'

export function addUserRoutes(app: ServiceApp, deps: Deps): void {
  addReading(app, deps)
  addChanging(app, deps)
  addNotes(app, deps)
}

function addReading(app: ServiceApp, deps: Deps): void {
  app.openapi(listUsers, async (c) => {
    const { items, nextCursor } = await findAccounts(deps.accounts, c.req.valid('query'))
    return c.json({ items: items.map(rules.toProfile), ...(nextCursor && { nextCursor }) }, 200)
  })

  app.openapi(readUser, async (c) => {
    return c.json(rules.toProfile(await existing(deps, c.req.valid('param').userId)), 200)
  })

  app.openapi(readAccountSummary, async (c) => {
    const { data } = await existing(deps, c.req.valid('param').userId)
    return c.json(rules.summaryOf(data), 200)
  })

  app.openapi(readOwnEmailKey, async (c) => {
    const emailKey = await ownEmailKeyOf(deps, c.req.valid('param').userId)
    return c.json(emailKey === undefined ? {} : { emailKey }, 200)
  })

  app.openapi(readAccountReach, async (c) => {
    const { data } = await existing(deps, c.req.valid('param').userId)
    return c.json(reachOf(data), 200)
  })

  app.openapi(withdrawMarketingConsent, async (c) => {
    const { userId } = c.req.valid('param')
    const at = deps.clock().toISOString()
    await deps.accounts.change(userId, (account) => withoutMarketing(account, at))
    return c.body(null, 204)
  })
}

function addChanging(app: ServiceApp, deps: Deps): void {
  const now = () => deps.clock().toISOString()

  app.openapi(changeUserStatus, async (c) => {
    const actor = currentUser(c)
    const { userId } = c.req.valid('param')
    const { status } = c.req.valid('json')
    const target = await existing(deps, userId)
    const isCustomer = target.data.roles.every((role) => role === 'customer' || role === 'vendor')
    const mayChange = isCustomer || may(actor.roles, 'staff.write')
    if (!mayChange || userId === actor.id) throw refuse('forbidden', 'not this account')
    const rule = (known: rules.Account) => rules.changeStatus(known, status, now())
    const account = await deps.accounts.change(userId, rule)
    await deps.revocations.revoke(userId, account.data.tokenVersion)
    if (status === 'suspended') await deps.sessions.closeAll(userId, 'suspended')
    return c.json(rules.toProfile(account), 200)
  })

  app.openapi(changeCustomerStatus, async (c) => {
    const { id: by } = currentUser(c)
    const { userId } = c.req.valid('param')
    const { customerStatus: to, reason } = c.req.valid('json')
    const change = { to, by, reason, at: now() }
    const rule = (known: rules.Account) => rules.changeCustomerStatus(known, change)
    return c.json(rules.toProfile(await deps.accounts.change(userId, rule)), 200)
  })

  app.openapi(changeCustomerTags, async (c) => {
    const { userId } = c.req.valid('param')
    const { tags } = c.req.valid('json')
    const account = await deps.accounts.change(userId, (known) => rules.changeTags(known, tags))
    return c.json(rules.toProfile(account), 200)
  })

  app.openapi(changeRoles, async (c) => {
    const { userId } = c.req.valid('param')
    const { roles, vendorId } = c.req.valid('json')
    if (vendorId !== undefined) await requireOpenVendor(deps, vendorId, roles)
    const adminCount = await deps.accounts.count('role', 'admin')
    const change = { roles, vendorId, adminCount, at: now() }
    const account = await deps.accounts.change(userId, (known) => rules.changeRoles(known, change))
    await deps.revocations.revoke(userId, account.data.tokenVersion)
    return c.json(rules.toProfile(account), 200)
  })
}

function addNotes(app: ServiceApp, deps: Deps): void {
  type Rule = (notes: readonly StoredNote[]) => StoredNote[]
  const change = (userId: string, rule: Rule) =>
    deps.accounts.change(userId, (known) => rules.changeNotes(known, rule))

  app.openapi(listUserNotes, async (c) => {
    const { data } = await existing(deps, c.req.valid('param').userId)
    return c.json({ items: data.notes ?? [] }, 200)
  })

  app.openapi(addUserNote, async (c) => {
    const [noteId, by, at] = [deps.newId('note'), currentUser(c).id, deps.clock().toISOString()]
    const note = { noteId, text: c.req.valid('json').text, by, at }
    await change(c.req.valid('param').userId, (notes) => addNote(notes, note))
    return c.json(note, 201)
  })

  app.openapi(deleteUserNote, async (c) => {
    const { userId, noteId } = c.req.valid('param')
    await change(userId, (notes) => removeNote(notes, noteId))
    return c.body(null, 204)
  })
}

/** Refuses a vendor that is not approved, and one for somebody who is not to work for it. */
async function requireOpenVendor(
  { vendorAccess }: Pick<Deps, 'vendorAccess'>,
  vendorId: string,
  roles: readonly Role[],
): Promise<void> {
  const isOpen = (await vendorAccess.get(vendorId))?.data.isOpen
  if (isOpen && roles.includes('vendor')) return
  const message = isOpen ? 'it is for the role vendor' : 'there is no such vendor with a contract'
  const errors = [{ field: 'vendorId', code: 'invalid', message }]
  throw refuse('invalid_request', message, { errors })
}

async function existing({ accounts }: Pick<Deps, 'accounts'>, userId: string) {
  const found = await accounts.get(userId)
  if (!found) throw refuse('not_found', 'there is no such account')
  return found
}
