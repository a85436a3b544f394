import type { readShop } from '@comptoir/contracts/admin/routes'
import type { Shop } from '@comptoir/contracts/admin/schemas'
import { cache } from 'react'
import { noteDegraded } from './page-tags.ts'
import { call } from './shop.ts'

export type { Shop }

/** Asked again after so long: settings count within seconds elsewhere, and every page shows some. */
const freshMs = 10_000
let known: { readonly shop: Shop; readonly at: number } | undefined

/** Who the shop is, and what it promises; what was read last when nobody answers now, and nothing when nobody ever did. Read once a render. */
export const readIdentity = cache(async (): Promise<Shop | undefined> => {
  if (known && Date.now() - known.at < freshMs) return known.shop
  try {
    const shop = await call<typeof readShop>('GET /api/shop', { timeoutMs: 3_000 })
    known = { shop, at: Date.now() }
  } catch {
    noteDegraded()
  }
  return known?.shop
})

/** How long a consumer can change their mind: what the shop grants, never less than the law. */
export const returnDays = ({ returnWindowDays, withdrawalDays }: Shop): number =>
  Math.max(returnWindowDays, withdrawalDays)
