import {
  type ProductChangeJob,
  ProductChangeRefusal,
} from '@comptoir/contracts/catalog/product-change-routes'
import { isRefusal, type Refusal } from '@comptoir/service/problems/refusal'

/** Why a product refuses a change; throws what is none of its refusals: that may go better the next time. */
export function failureOf(productId: string, error: unknown): ProductChangeJob['failures'][number] {
  if (!isRefusal(error, 'invalid_request', 'transition_refused', 'not_found')) throw error
  return { productId, code: codeOf(error), reason: error.detail ?? error.code }
}

/** That of the field at fault says more than that of the refusal. */
function codeOf({ code, errors = [] }: Refusal): ProductChangeRefusal | undefined {
  const codes = [...errors.map((error) => error.code), code]
  return ProductChangeRefusal.options.find((known) => codes.includes(known))
}
