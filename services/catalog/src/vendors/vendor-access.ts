import { may } from '@comptoir/contracts/accounts/permissions'
import type { ProductInput } from '@comptoir/contracts/catalog/schemas'
import type { Document } from '@comptoir/dapr/documents/documents'
import { type User, vendorOf } from '@comptoir/service/auth/auth'
import { refuse } from '@comptoir/service/problems/refusal'
import type { Catalogue } from '../memory/catalogue.ts'
import type { Product } from '../products/product.ts'

const isStaff = (user: User): boolean => may(user.roles, 'catalogue.write')

/** Whether somebody sees a product as who sells it does: staff any, a vendor's people their own. */
export function isSellerOf(user: User | undefined, { vendorId }: Product): boolean {
  if (!user) return false
  return isStaff(user) || (vendorId !== undefined && vendorId === vendorOf(user))
}

/** A product that somebody may change. To another vendor it is not there. */
export function changeableBy(user: User, document: Document<Product>): Document<Product> {
  if (isSellerOf(user, document.data)) return document
  throw refuse('not_found', 'there is no such product')
}

/** A product as somebody writes it: a vendor's people write their own, staff that of any vendor that there is. */
export function ownedInput(user: User, input: ProductInput, catalogue: Catalogue): ProductInput {
  if (!isStaff(user)) return { ...input, vendorId: requireVendor(user) }
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
