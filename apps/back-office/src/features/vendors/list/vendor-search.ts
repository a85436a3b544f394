import type { VendorStatus } from '@comptoir/contracts/admin/vendors/schemas'
import { given, type ListSearch, oneOf, readListSearch } from '../../../ui/data-list/list-search.ts'

export const vendorStatuses = [
  ...(['applied', 'under_review', 'approved', 'suspended', 'rejected', 'closed'] as const),
] satisfies readonly VendorStatus[]

export type VendorSearch = ListSearch & { readonly status?: VendorStatus }

/** Reads the address of the list of vendors: what makes no sense is left out. */
export function readVendorSearch(search: Readonly<Record<string, unknown>>): VendorSearch {
  return given({
    ...readListSearch(search),
    status: oneOf(search['status'], vendorStatuses),
  })
}
