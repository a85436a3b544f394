import { CallError } from '@comptoir/site/call'
import { type PriceListValues, priceListFaults } from './price-list-values.ts'

/** Throws what nobody filled in yet, as the service would. */
export function refuseUnfilled(values: PriceListValues): void {
  const errors = priceListFaults(values)
  if (errors.length > 0) {
    throw new CallError('price list', { status: 400, code: 'invalid_request', errors })
  }
}
