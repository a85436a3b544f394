import { confirmErasure, receivePersonalData } from '@comptoir/contracts/accounts/internal-routes'
import {
  eraseMe,
  eraseUser,
  getDataArchive,
  listDataExports,
  readDataExport,
  readErasure,
  readErasureReceipt,
  requestDataExport,
} from '@comptoir/contracts/accounts/personal-data-routes'
import type { ServiceApp } from '@comptoir/service/app'
import { currentUser, type ServiceEnv } from '@comptoir/service/auth/auth'
import { callersIn } from '@comptoir/service/auth/sidecar-guard'
import { refuse } from '@comptoir/service/problems/refusal'
import type { Context } from 'hono'
import type { Deps } from '../deps.ts'
import { eraseAccount, finishErasureOf } from '../erasures/erase-account.ts'
import { receiptOf } from '../erasures/erasure-record.ts'
import { viewOf } from '../personal-data/export.ts'
import { archiveOf, readExport, requestExport, tellReady } from '../personal-data/exporting.ts'
import { authenticate } from '../sign-in/sign-in.ts'

/** What a person may ask for of their data: a copy of all of it, and that it goes. */
export function addPersonalDataRoutes(app: ServiceApp, deps: Deps): void {
  addExports(app, deps)
  addErasures(app, deps)
  addAnswers(app, deps)
}

/** The account of whoever is signed in, once the password was given again. */
async function ownAccount(deps: Deps, c: Context<ServiceEnv>, password: string) {
  const { data } = await deps.accounts.current(currentUser(c))
  await authenticate(deps, { email: data.email, password, ip: deps.addressOf(c) })
  return data
}

function addExports(app: ServiceApp, deps: Deps): void {
  app.openapi(requestDataExport, async (c) => {
    const account = await ownAccount(deps, c, c.req.valid('json').password)
    return c.json(await requestExport(deps, account), 202)
  })

  app.openapi(listDataExports, async (c) => {
    const { items } = await deps.exports.list(currentUser(c).id)
    const at = deps.clock().toISOString()
    return c.json({ items: items.map(({ data }) => viewOf(data, at)) }, 200)
  })

  app.openapi(readDataExport, async (c) => {
    const { exportId } = c.req.valid('param')
    return c.json(await readExport(deps, { exportId, userId: currentUser(c).id }), 200)
  })

  app.openapi(getDataArchive, async (c) => {
    const asked = { ...c.req.valid('param'), ...c.req.valid('query') }
    return c.body(await archiveOf(deps, asked), 200, {
      'content-type': 'application/zip',
      'content-disposition': `attachment; filename="${asked.exportId}.zip"`,
      'cache-control': 'no-store',
    })
  })
}

function addErasures(app: ServiceApp, deps: Deps): void {
  app.openapi(eraseMe, async (c) => {
    const account = await ownAccount(deps, c, c.req.valid('json').password)
    return c.json(await eraseAccount(deps, account, { requestedBy: 'owner' }), 202)
  })

  app.openapi(eraseUser, async (c) => {
    const { id: by } = currentUser(c)
    const account = await deps.accounts.get(c.req.valid('param').userId)
    if (!account) throw refuse('not_found', 'there is no such account')
    if (account.data.roles.some((role) => role !== 'customer'))
      throw refuse('transition_refused', 'take the roles of the staff away first')
    if (account.data.status === 'anonymised' && !account.data.erasing)
      throw refuse('transition_refused', 'the account was erased already')
    const { reason } = c.req.valid('json')
    return c.json(await eraseAccount(deps, account.data, { requestedBy: 'staff', by, reason }), 202)
  })

  app.openapi(readErasure, async (c) => {
    return c.json(await receipt(deps, c.req.valid('param').userId), 200)
  })

  app.openapi(readErasureReceipt, async (c) => {
    const userId = deps.signed.read(c.req.valid('param').receipt, 'erasure')
    if (!userId) throw refuse('not_found', 'there is no such receipt')
    return c.json(await receipt(deps, userId), 200)
  })
}

async function receipt({ erasures }: Pick<Deps, 'erasures'>, userId: string) {
  const found = await erasures.get(userId)
  if (!found) throw refuse('not_found', 'there is no such erasure')
  return receiptOf(found.data)
}

/** What the services answer that hold something of a person: each for itself. */
function addAnswers(app: ServiceApp, deps: Deps): void {
  const now = () => deps.clock().toISOString()
  const requireOwn = (c: Context, service: string) => {
    const callers = callersIn(c.req.header('dapr-caller-app-id'))
    if (!callers.every((appId) => appId === service)) throw refuse('forbidden')
  }

  app.openapi(receivePersonalData, async (c) => {
    const answer = { ...c.req.valid('param'), ...c.req.valid('json'), at: now() }
    requireOwn(c, answer.service)
    const received = await deps.exports.receive(answer)
    if (received) await tellReady(deps, received.data)
    return c.body(null, 204)
  })

  app.openapi(confirmErasure, async (c) => {
    const { userId, service } = c.req.valid('param')
    requireOwn(c, service)
    await finishErasureOf(deps, userId)
    await deps.erasures.confirm(userId, service, now())
    return c.body(null, 204)
  })
}
