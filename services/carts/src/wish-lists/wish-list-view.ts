import type * as contract from '@comptoir/contracts/carts/wish-list-routes'
import type { VariantSnapshot } from '@comptoir/contracts/catalog/schemas'
import type { Document } from '@comptoir/dapr/documents/documents'
import type { Variants } from '../cart.ts'
import { leftOf } from '../pricing/left.ts'
import type { WishList } from './wish-list.ts'

export function toSummary({ id, data }: Document<WishList>): contract.WishListSummary {
  const { name, items, shareToken, createdAt, updatedAt } = data
  const count = items.length
  return { wishListId: id, name, count, shareToken, createdAt, updatedAt }
}

/** What is on a list, as the catalogue has it today. */
export const toItems = ({ items }: WishList, variants: Variants): contract.WishListItem[] =>
  items.map((item) => {
    const variant = variants.get(item.sku)
    return { ...item, ...(variant?.active ? onSale(variant) : { inStock: false }) }
  })

function onSale({ productId, title, price, imagePath, available }: VariantSnapshot) {
  const inStock = available === undefined || available > 0
  return { productId, title, price, imagePath, inStock, left: leftOf(available, 1) }
}
