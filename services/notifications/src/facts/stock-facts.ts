import { readAccountReach } from '@comptoir/contracts/accounts/reach'
import { lookupVariants } from '@comptoir/contracts/catalog/internal-routes'
import type { VariantSnapshot } from '@comptoir/contracts/catalog/schemas'
import { emailKeyOf } from '@comptoir/contracts/email'
import {
  makeStockWishToken,
  readStockWishContact,
  type StockWishContact,
} from '@comptoir/contracts/inventory/wish-routes'
import type { Client } from '@comptoir/dapr/sidecar/invoke'
import type { NewMessage } from '../notification/notification.ts'
import { orNone } from './or-none.ts'

export type StockFactDeps = {
  readonly inventory: Client
  readonly catalog: Client
  readonly accounts: Client
}
type Told = {
  readonly template: 'stock_wish_confirmation' | 'back_in_stock'
  readonly wishId: string
  /** Which time of the wish: it may be made again. */
  readonly occurrence: number
}

/** What is told to who waits for stock; nothing once the wish was taken back, or when the product is not on sale. */
export async function messagesOfWish(deps: StockFactDeps, told: Told): Promise<NewMessage[]> {
  const { template, wishId, occurrence } = told
  const contact = await orNone(deps.inventory(readStockWishContact, { params: { wishId } }))
  const isOver = template === 'stock_wish_confirmation' && contact?.status !== 'unconfirmed'
  if (!contact || isOver) return []
  const [to, variant] = await Promise.all([
    recipientOf(deps.accounts, contact),
    variantOf(deps.catalog, contact.sku),
  ])
  if (!to || !variant?.active) return []
  const { locale, sku } = contact
  const title = variant.title[locale] ?? variant.title.fr ?? variant.title.en ?? sku
  return [
    {
      ...{ ...to, template, locale, channel: 'email', fact: `stock_wish/${wishId}/${occurrence}` },
      data: { wishId, sku, title, productId: variant.productId },
    },
  ]
}

/** The address of who wishes: their account's as it is now, or the one that was given. */
async function recipientOf(
  accounts: Client,
  { userId, email }: StockWishContact,
): Promise<Pick<NewMessage, 'userId' | 'address'> | undefined> {
  if (email !== undefined) return { userId: emailKeyOf(email), address: email }
  if (userId === undefined) return undefined
  const reach = await orNone(accounts(readAccountReach, { params: { userId } }))
  return reach && { userId, address: reach.email }
}

async function variantOf(catalog: Client, sku: string): Promise<VariantSnapshot | undefined> {
  const { variants } = await catalog(lookupVariants, { body: { skus: [sku] } })
  return variants[0]
}

/** The token of the links of a wish's mail, made now; none once it was taken back. */
export async function wishTokenOf(inventory: Client, wishId: string): Promise<string | undefined> {
  return (await orNone(inventory(makeStockWishToken, { params: { wishId } })))?.token
}
