import { may } from '@comptoir/contracts/accounts/permissions'
import type { ProductInput } from '@comptoir/contracts/catalog/schemas'
import type { Document } from '@comptoir/dapr/documents/documents'
import { type User, vendorOf } from '@comptoir/service/auth/auth'
import { refuse } from '@comptoir/service/problems/refusal'
import type { Catalogue } from '../memory/catalogue.ts'
import type { Product } from '../products/product.ts'
import type { Writer } from '../products/takedown.ts'

const isStaff = (user: User): boolean => may(user.roles, 'catalogue.write')

/** Whether somebody sees a product as who sells it does: staff any, a vendor's people their own. */
export function isSellerOf(user: User | undefined, { vendorId }: Product): boolean {
  if (!user) return false
  return isStaff(user) || (vendorId !== undefined && vendorId === vendorOf(user))
}

/** As whom somebody writes a product. */
export const writerOf = (user: User): Writer => (isStaff(user) ? 'staff' : 'vendor')

/**
 * A product that somebody may change, by this replica's memory; `mayChange` refuses the same by the document, where the change is
 * made: staff may have taken it from the vendor a moment ago. To another vendor it is not there.
 */
export function changeableBy(user: User, { id, data }: Document<Product>) {
  const mayChange = (product: Product): void => {
    if (!isSellerOf(user, product)) throw refuse('not_found', 'there is no such product')
  }
  mayChange(data)
  return { id, mayChange }
}

/**
 * A product as somebody writes it: a vendor's people write their own, staff that of any vendor that there is. External ids are those of
 * the catalogue that staff import: a vendor names none.
 */
export function ownedInput(user: User, input: ProductInput, catalogue: Catalogue): ProductInput {
  if (!isStaff(user)) {
    const vendorId = requireVendor(user)
    if (input.externalId === undefined) return { ...input, vendorId }
    const message = 'external ids are set by staff'
    const errors = [{ field: 'externalId', code: 'not_allowed', message }]
    throw refuse('invalid_request', message, { errors })
  }
  const { vendorId } = input
  const isKnown = !vendorId || (catalogue.vendor(vendorId)?.status ?? 'closed') !== 'closed'
  if (isKnown) return input
  const message = `there is no vendor ${vendorId} with a contract`
  const errors = [{ field: 'vendorId', code: 'unknown_vendor', message }]
  throw refuse('invalid_request', message, { errors })
}

/** The vendor that somebody works for, who has the role for none else. */
function requireVendor(user: User): string {
  const vendorId = vendorOf(user)
  if (vendorId === undefined) throw refuse('forbidden', 'the account works for no vendor')
  return vendorId
}
