import { checkAuditChain, listAuditEntries } from '@comptoir/contracts/admin/audit'
import { auditedServices } from '@comptoir/contracts/subscriptions'
import type { ServiceApp } from '@comptoir/service/app'
import { refuse } from '@comptoir/service/problems/refusal'
import { beginning, type StoredEntry } from '../audit/audit-entry.ts'
import { type AuditLog, type EntryFilters, fits, indexKeyOf } from '../audit/audit-entry-store.ts'
import { verifyChain } from '../audit/verify-chain.ts'
import type { Deps } from '../deps.ts'

/** The audit log, for staff: read and verified, never written. */
export function addAuditRoutes(app: ServiceApp, { auditLog }: Pick<Deps, 'auditLog'>): void {
  app.openapi(listAuditEntries, async (c) => {
    const { limit, cursor, from, to, ...asked } = c.req.valid('query')
    const range = { min: millisecondsOf(from), max: millisecondsOf(to) }
    const { items, nextCursor } = await pageOf(auditLog, asked, { ...range, limit, cursor })
    return c.json({ items: items.map(viewOf), ...(nextCursor && { nextCursor }) }, 200)
  })

  app.openapi(checkAuditChain, async (c) => {
    const { service, after: sequence, hash = beginning.hash } = c.req.valid('query')
    if (!auditedServices.some((one) => one === service)) {
      const message = `one of ${auditedServices.join(', ')}`
      throw refuse('invalid_request', undefined, {
        errors: [{ field: 'service', code: 'invalid', message }],
      })
    }
    return c.json(await verifyChain(auditLog, { service, sequence, hash }), 200)
  })
}

const millisecondsOf = (at: string | undefined) => (at === undefined ? undefined : Date.parse(at))

type Wanted = {
  readonly limit: number
  readonly cursor: string | undefined
  readonly min: number | undefined
  readonly max: number | undefined
}
type Found = { items: StoredEntry[]; nextCursor?: string | undefined }

const mostRounds = 20

/** Newest first. One index answers one filter: entries that the others leave out are passed over, up to a bound. */
async function pageOf({ entries }: AuditLog, asked: EntryFilters, wanted: Wanted): Promise<Found> {
  const { limit, cursor, ...range } = wanted
  const found: Found = { items: [], nextCursor: cursor }
  for (let round = 0; round < mostRounds; round++) {
    const page = { ...range, order: 'desc', limit: limit - found.items.length } as const
    const next = await entries.list('of', indexKeyOf(asked), { ...page, cursor: found.nextCursor })
    found.items.push(...next.items.map(({ data }) => data).filter((entry) => fits(entry, asked)))
    found.nextCursor = next.nextCursor
    if (found.nextCursor === undefined || found.items.length === limit) break
  }
  return found
}

function viewOf({ reasonSalt: _, ...entry }: StoredEntry) {
  return entry
}
