import type { BuyerVat } from '@comptoir/contracts/orders/sale-tax'
import { buyerCountryOf } from '@comptoir/dapr/sidecar/vat-ids'
import { decideTax, type TaxDecision } from '@comptoir/money/tax-decision'
import { parisDayOf } from '@comptoir/money/tax-rates'
import { refuse } from '@comptoir/service/problems/refusal'
import type { Deps } from '../deps.ts'

type Destination = { readonly countryCode: string; readonly postalCode: string }

/**
 * The VAT of today where the goods go, by the decision that orders make too; at home until that is known. Refuses a place
 * without VAT rates (`no_shipping_option`).
 */
export async function decideCartTax(
  { taxRates, clock }: Pick<Deps, 'taxRates' | 'clock'>,
  { address, buyerVat }: { address?: Destination; buyerVat?: BuyerVat | undefined } = {},
): Promise<TaxDecision> {
  const rules = await taxRates.read()
  const destination = address ?? { countryCode: rules.homeCountry, postalCode: '' }
  const buyerVatCountry = buyerCountryOf(buyerVat)
  const decision = decideTax(rules, { destination, day: parisDayOf(clock()), buyerVatCountry })
  if (decision) return decision
  const message = `we do not sell to ${destination.countryCode}`
  const error = { field: 'shippingAddress.countryCode', code: 'unsold_country', message }
  throw refuse('no_shipping_option', message, { errors: [error] })
}
