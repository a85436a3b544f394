import type { CartDiscounts } from '@comptoir/contracts/promotions/internal-routes'
import type { RejectedCode } from '@comptoir/contracts/promotions/schemas'
import type { ShippingOption } from '@comptoir/contracts/shipping/schemas'
import { refuse } from '@comptoir/service/problems/refusal'
import type { Deps } from '../deps.ts'
import type { JoinedLine } from './pricing.ts'
import type { Sale } from './sale.ts'

type ToReduce = {
  readonly sale: Sale
  readonly lines: readonly JoinedLine[]
  readonly option: ShippingOption
}

/**
 * What promotions take off an order, judged again as it is placed. While they cannot be asked, an order with a code is
 * refused, and one without has full prices, as its cart did. A code that does not apply is refused, unless the shopper saw
 * the total without it.
 */
export async function discountsFor(
  deps: Pick<Deps, 'discounts'>,
  { sale, lines, option }: ToReduce,
): Promise<CartDiscounts | undefined> {
  const { currency, codes, customer, shippingAddress, provider } = sale
  const { discounts, isUnavailable } = await deps.discounts({
    ...{ currency, codes: [...codes], shipping: option.price },
    lines: lines.map(({ sku, productId, quantity, unitPrice, promotable }) => ({
      ...{ sku, productId, quantity, unitPrice, ...promotable },
    })),
    customer: customer.promoted,
    countryCode: shippingAddress.countryCode,
    paymentMethod: provider,
  })
  if (isUnavailable && codes.length > 0) {
    const detail = 'the codes of the cart cannot be redeemed now: try again, or take them off'
    throw refuse('dependency_unavailable', detail)
  }
  const rejected = discounts?.rejected ?? []
  if (!sale.ignoresRejectedCodes && rejected.length > 0) throw rejects(rejected)
  return discounts
}

function rejects(rejectedCodes: readonly RejectedCode[]) {
  const errors = rejectedCodes.map(({ code, reason, message }) => ({
    ...{ field: 'cartId', code: reason, message: `${code}: ${message.en ?? message.fr ?? reason}` },
  }))
  const detail = errors.map(({ message }) => message).join(', ')
  return refuse('code_refused', detail, { errors, extensions: { rejectedCodes } })
}
