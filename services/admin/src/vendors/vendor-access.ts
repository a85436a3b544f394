import { may, type Permission } from '@comptoir/contracts/accounts/permissions'
import type { Document } from '@comptoir/dapr/documents/documents'
import { type User, vendorOf } from '@comptoir/service/auth/auth'
import { refuse } from '@comptoir/service/problems/refusal'
import type { Vendor } from './stored-vendor.ts'

/** A vendor that the user may see: as its owner, as one of its people, or as staff with the permission. To others it is not there. */
export function visibleTo(
  user: User,
  vendor: Document<Vendor> | undefined,
  permission: Permission,
): Document<Vendor> {
  const isTheirs = vendor?.data.ownerId === user.id || vendor?.id === vendorOf(user)
  if (vendor && (isTheirs || may(user.roles, permission))) return vendor
  throw refuse('not_found', 'no such vendor')
}
