import type { ProductStatus } from '@comptoir/contracts/catalog/schemas'
import type { StatusTone } from '../../ui/status-badge.tsx'

/** What a state asks of the staff. */
export const productTones: Readonly<Record<ProductStatus, StatusTone>> = {
  draft: 'calm',
  active: 'good',
  archived: 'ended',
}

/** Where a product may go from a state: it may stay, too. */
export const nextStatuses: Readonly<Record<ProductStatus, readonly ProductStatus[]>> = {
  draft: ['draft', 'active', 'archived'],
  active: ['active', 'archived'],
  archived: ['archived', 'active'],
}
