import { refuse } from '@comptoir/service/problems/refusal'
import type { z } from 'zod'
import type { StoredProduct } from './stored-product.ts'

/** Who changes a product. */
export type Writer = 'staff' | 'vendor'

type Blockable = Pick<z.output<typeof StoredProduct>, 'status' | 'vendorId' | 'blockedByStaff'>

/**
 * Whether a vendor's product is taken down, as it changes: from when staff archive it until staff put it on sale again. Refuses a
 * vendor who would (Regulation (EU) 2023/988, article 22: what was taken off sale stays so).
 */
export function blockOf(before: Blockable, next: Blockable, by: Writer): true | undefined {
  const { blockedByStaff } = before
  if (by === 'vendor') {
    if (blockedByStaff && next.status !== before.status)
      throw refuse('transition_refused', 'staff took it off sale', { extensions: { allowed: [] } })
    return blockedByStaff
  }
  if (next.status === 'active') return undefined
  const isArchived = next.status === 'archived' && before.status !== 'archived'
  return isArchived && next.vendorId !== undefined ? true : blockedByStaff
}
