import type { Cart } from '@comptoir/contracts/carts/schemas'
import type { VariantSnapshot } from '@comptoir/contracts/catalog/schemas'
import type { Money } from '@comptoir/contracts/common'
import { emailKeyOf } from '@comptoir/contracts/email'
import type { PromotableCart } from '@comptoir/contracts/promotions/internal-routes'
import type { Promoted } from '@comptoir/dapr/sidecar/promotions'
import type { StoredCart } from '../cart.ts'
import type { Deps } from '../deps.ts'
import { codesOf } from '../promotions/cart-codes.ts'

type PromotedFacts = Pick<
  VariantSnapshot,
  'sku' | 'productId' | 'categoryIds' | 'brand' | 'vendorId'
>

/** What is bought, and where it goes as far as that is known. */
export type ToPromote = {
  readonly lines: readonly (PromotedFacts & {
    readonly quantity: number
    readonly unitPrice: Money
  })[]
  readonly shipping?: Money
  readonly countryCode?: string
  readonly paymentMethod?: string
  /** Of a guest, when it is known. */
  readonly email?: string | undefined
  /** Who typed a code just now, from where. */
  readonly attempt?: PromotableCart['attempt']
}

/** What promotions take off a cart; an empty one is asked about for its codes only. */
export async function promotionsOf(
  { promotions, customers }: Pick<Deps, 'promotions' | 'customers'>,
  cart: StoredCart,
  { lines, email, ...rest }: ToPromote,
): Promise<Promoted> {
  const { owner, currency } = cart
  const codes = [...codesOf(cart)]
  if (lines.length === 0 && codes.length === 0) return { isUnavailable: false }
  /** While accounts does not answer, the owner is a customer like any other. */
  async function customerOf(userId: string) {
    const { status = 'standard', tags = [], emailKey } = (await customers(userId)) ?? {}
    return { userId, status, tags, emailKey }
  }
  const toJudge = {
    ...{ currency, codes, ...rest },
    lines: lines.map(({ sku, productId, quantity, unitPrice, categoryIds = [], ...facts }) => ({
      ...{ sku, productId, quantity, unitPrice, categoryIds },
      ...{ brand: facts.brand, vendorId: facts.vendorId },
    })),
  }
  if (owner.kind === 'user') return await promotions(toJudge, () => customerOf(owner.userId))
  return await promotions({
    ...toJudge,
    customer: email === undefined ? undefined : guestOf(email),
  })
}

/** A guest who says by which email the order will be placed: what it counts by, here as there. */
function guestOf(email: string) {
  const emailKey = emailKeyOf(email)
  return { userId: emailKey, status: 'guest', tags: [], emailKey }
}

/** The codes of a cart, what applies and what does not, as its owner sees it. */
export function showPromotions(
  cart: StoredCart,
  { discounts }: Promoted,
): Pick<Cart, 'codes' | 'promotions' | 'rejectedCodes'> {
  const codes = [...codesOf(cart)]
  const { applied = [], rejected = [] } = discounts ?? {}
  return {
    ...(codes.length > 0 && { codes }),
    ...(applied.length > 0 && { promotions: applied }),
    ...(rejected.length > 0 && { rejectedCodes: rejected }),
  }
}
