import type { DataExport } from '@comptoir/contracts/accounts/personal-data-routes'
import { Instant } from '@comptoir/contracts/common'
import { lookUp } from '@comptoir/contracts/look-up'
import { z } from 'zod'

/** A request for all that the shop holds of a person, and which service has answered it. */
export const StoredExport = z.object({
  exportId: z.string(),
  userId: z.string(),
  requestedAt: Instant,
  /** Who was asked, accounts itself aside. */
  services: z.array(z.string()),
  /** Who has answered: in how many pages. */
  parts: z.record(z.string(), z.object({ pages: z.int(), at: Instant })),
  /** How many pages a service has begun to send: written before each, so that all of them can be thrown away. */
  begun: z.record(z.string(), z.int()).optional(),
  /** Its person is erased: no page is taken any more. */
  forgottenAt: Instant.optional(),
  readyAt: Instant.optional(),
  expiresAt: Instant,
})
export type StoredExport = Readonly<z.infer<typeof StoredExport>>

const day = 86_400_000
/** How long its owner can fetch an archive. */
const archiveMs = 7 * day
/** How long a service that is away may take to answer. */
const collectMs = 30 * day

const after = (at: string, ms: number) => new Date(Date.parse(at) + ms).toISOString()

type Asked = Pick<StoredExport, 'exportId' | 'userId' | 'services'> & { readonly at: string }

export const openExport = ({ at, ...asked }: Asked): StoredExport => ({
  ...asked,
  requestedAt: at,
  parts: {},
  expiresAt: after(at, collectMs),
})

/** A service is about to send a page. The same export when that is known, or when nothing is taken any more. */
export function beginPage(known: StoredExport, service: string, page: number): StoredExport {
  const begun = Math.max(lookUp(known.begun ?? {}, service) ?? 0, page + 1)
  const isKnown = begun === lookUp(known.begun ?? {}, service)
  if (known.forgottenAt || isKnown) return known
  return { ...known, begun: { ...known.begun, [service]: begun } }
}

/** Its person is erased. The same export when it was forgotten before. */
export const forgetExport = (known: StoredExport, forgottenAt: string): StoredExport =>
  known.forgottenAt ? known : { ...known, forgottenAt }

/** How many pages of a service there may be. */
export const pagesOf = ({ begun, parts }: StoredExport, service: string): number =>
  Math.max(lookUp(begun ?? {}, service) ?? 0, lookUp(parts, service)?.pages ?? 0)

type Part = { readonly service: string; readonly pages: number; readonly at: string }

/** A service has answered; with the last one the archive is ready. The same export when it has answered before. */
export function addPart(known: StoredExport, { service, pages, at }: Part): StoredExport {
  if (!known.services.includes(service) || lookUp(known.parts, service)) return known
  const parts = { ...known.parts, [service]: { pages, at } }
  const isReady = known.services.every((one) => lookUp(parts, one))
  if (!isReady) return { ...known, parts }
  return { ...known, parts, readyAt: at, expiresAt: after(at, archiveMs) }
}

export function statusOf({ readyAt, expiresAt }: StoredExport, at: string): DataExport['status'] {
  if (expiresAt <= at) return 'expired'
  return readyAt ? 'ready' : 'collecting'
}

export function viewOf(known: StoredExport, at: string): DataExport {
  const { exportId, requestedAt, readyAt, expiresAt, services, parts } = known
  return {
    ...{ exportId, status: statusOf(known, at), requestedAt, expiresAt },
    ...(readyAt && { readyAt }),
    parts: services.map((service) => {
      const received = lookUp(parts, service)
      return { service, ...(received && { receivedAt: received.at }) }
    }),
  }
}
