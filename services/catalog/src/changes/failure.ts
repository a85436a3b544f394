import type { ProductChangeJob } from '@comptoir/contracts/catalog/product-change-routes'
import { isRefusal } from '@comptoir/service/problems/refusal'

/** Why a product refuses a change; throws what is none of its refusals: that may go better the next time. */
export function failureOf(productId: string, error: unknown): ProductChangeJob['failures'][number] {
  if (!isRefusal(error, 'invalid_request', 'transition_refused', 'not_found')) throw error
  return { productId, reason: error.detail ?? error.code }
}
