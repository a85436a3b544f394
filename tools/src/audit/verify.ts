import type { ChainCheck } from '@comptoir/contracts/admin/audit'
import { z } from 'zod'
import type { ShopApi } from '../shop/shop-api.ts'

/** A place in a chain: its entry, and the hash of it. */
const Place = z.object({ sequence: z.int(), hash: z.string() })
export type Place = z.infer<typeof Place>

/** The ends of chains by service. */
export const Ends = z.record(z.string(), Place)
export type Ends = z.infer<typeof Ends>

export const beginning: Place = { sequence: 0, hash: '0'.repeat(64) }

/** The chain of a service from its beginning, and from where it was known to end: what is covered by that must not have changed. */
export async function verifyWith(
  shop: ShopApi,
  service: string,
  known: Place | undefined,
): Promise<ChainCheck> {
  const whole = await verifyChain(shop, service, beginning)
  if (whole.fault || !known) return whole
  const { fault } = await verifyChain(shop, service, known)
  return { ...whole, ...(fault && { fault }) }
}

/** Goes along the chain of a service from a place to its end, stretch by stretch; stops where it does not hold. */
export async function verifyChain(
  shop: ShopApi,
  service: string,
  from: Place,
): Promise<ChainCheck> {
  let place = from
  for (;;) {
    const query = `service=${service}&after=${place.sequence}&hash=${place.hash}`
    const { body } = await shop<ChainCheck>(`GET /api/audit/verification?${query}`)
    if (body.fault || body.isComplete) return body
    place = body
  }
}
