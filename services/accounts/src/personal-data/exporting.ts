import type { DataExport } from '@comptoir/contracts/accounts/personal-data-routes'
import { refuse } from '@comptoir/service/problems/refusal'
import type { Account } from '../account/account.ts'
import { emailKey } from '../account/account-store.ts'
import type { Deps } from '../deps.ts'
import { tell } from '../messages/account-messages.ts'
import { zipExport } from './archive.ts'
import { type StoredExport, statusOf, viewOf } from './export.ts'
import { ownDataOf } from './own-data.ts'

type Parts = Pick<Deps, 'accounts' | 'sessions' | 'exports' | 'tokens' | 'signed' | 'clock'>

/** How long a link to an archive works: whoever reads the export gets a new one. */
const linkMs = 900_000

/** The export that is being collected, or a new one. */
export async function requestExport(deps: Deps, { userId, email }: Account): Promise<DataExport> {
  const at = deps.clock().toISOString()
  const { items } = await deps.exports.list(userId)
  const running = items.find(({ data }) => statusOf(data, at) === 'collecting')
  if (running) return viewOf(running.data, at)
  if (!(await deps.requestLimits.mayMail('export', emailKey(email))))
    throw refuse('rate_limited', 'an export was made just now')
  const opened = await deps.exports.open({ exportId: deps.newId('exp'), userId, at })
  return viewOf(opened.data, at)
}

/** The export of a user with a link to its archive. Somebody else's does not exist. */
export async function readExport(
  deps: Parts,
  { exportId, userId }: { readonly exportId: string; readonly userId: string },
): Promise<DataExport> {
  const found = await deps.exports.get(exportId)
  if (found?.data.userId !== userId) throw refuse('not_found', 'there is no such export')
  const now = deps.clock()
  const view = viewOf(found.data, now.toISOString())
  if (view.status !== 'ready') return view
  const until = Math.min(now.getTime() + linkMs, Date.parse(view.expiresAt))
  const token = deps.signed.sign(`${exportId}~${until}`, 'archive')
  const path = `/api/data-exports/${exportId}?token=${token}`
  return { ...view, link: { path, expiresAt: new Date(until).toISOString() } }
}

/** The archive, by the token of a link that is not over. */
export async function archiveOf(
  deps: Parts,
  { exportId, token }: { readonly exportId: string; readonly token: string },
): Promise<Uint8Array<ArrayBuffer>> {
  const [signedId, until] = deps.signed.read(token, 'archive')?.split('~') ?? []
  if (signedId !== exportId || Number(until) <= deps.clock().getTime())
    throw refuse('invalid_token', 'the link is over')
  const known = (await deps.exports.get(exportId))?.data
  if (!known?.readyAt || statusOf(known, deps.clock().toISOString()) !== 'ready')
    throw refuse('not_found', 'there is no such archive')
  const { userId, requestedAt, readyAt } = known
  const own = { service: 'accounts', records: await ownDataOf(deps, userId) }
  const others = known.services.map((service) => ({
    service,
    records: deps.exports.recordsOf(known, service),
  }))
  return await zipExport({ exportId, userId, requestedAt, readyAt, parts: [own, ...others] })
}

/** Tells its owner that the archive is there: once, since the message is named by the export. */
export async function tellReady(deps: Parts, known: StoredExport): Promise<void> {
  if (!known.readyAt) return
  const account = await deps.accounts.get(known.userId)
  if (account?.data.status !== 'active') return
  const { email } = account.data
  const message = deps.tokens.prepare(known.userId, 'export_ready', email, known.exportId)
  const at = deps.clock().toISOString()
  await deps.accounts.change(known.userId, (account) =>
    account.messages?.some(({ messageId }) => messageId === message.messageId)
      ? account
      : tell(account, message, at),
  )
}
