import type { ErasureReceipt } from '@comptoir/contracts/accounts/personal-data-routes'
import { Instant } from '@comptoir/contracts/common'
import { lookUp } from '@comptoir/contracts/look-up'
import { z } from 'zod'
import { keptBy } from './kept-by-law.ts'

/** That a person was to be erased, and which service has done so. Once it is done it names nobody: the id is all that is left. */
export const StoredErasure = z.object({
  userId: z.string(),
  requestedAt: Instant,
  requestedBy: z.enum(['owner', 'staff']),
  /** Who of the staff, and why. */
  by: z.string().optional(),
  reason: z.string().optional(),
  services: z.array(z.string()),
  erased: z.record(z.string(), Instant),
  /** A digest of the person's email, for services that find something by it; gone once all have erased. */
  emailKey: z.string().optional(),
  completedAt: Instant.optional(),
})
export type StoredErasure = Readonly<z.infer<typeof StoredErasure>>

type Asked = Omit<StoredErasure, 'requestedAt' | 'erased' | 'completedAt'> & { readonly at: string }

/** An erasure that begins: accounts itself has done its part with it. */
export const openErasure = ({ at, ...asked }: Asked): StoredErasure => ({
  ...asked,
  requestedAt: at,
  erased: { accounts: at },
})

/** A service has erased the person. The same record when it has said so before. */
export function confirm(known: StoredErasure, service: string, at: string): StoredErasure {
  if (!known.services.includes(service) || lookUp(known.erased, service)) return known
  const erased = { ...known.erased, [service]: at }
  const isDone = known.services.every((one) => lookUp(erased, one))
  if (!isDone) return { ...known, erased }
  const { emailKey: _done, ...rest } = known
  return { ...rest, erased, completedAt: at }
}

export function receiptOf(known: StoredErasure): ErasureReceipt {
  const { userId, requestedAt, requestedBy, erased, completedAt } = known
  return {
    ...{ userId, requestedAt, requestedBy },
    ...(completedAt && { completedAt }),
    services: ['accounts', ...known.services].map((service) => {
      const erasedAt = lookUp(erased, service)
      return { service, ...(erasedAt && { erasedAt }), keeps: keptBy(service) }
    }),
  }
}
