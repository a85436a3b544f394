import { lookupVariants } from '@comptoir/contracts/catalog/internal-routes'
import type { Money } from '@comptoir/contracts/common'
import { checkAvailability } from '@comptoir/contracts/inventory/internal-routes'
import { quoteShipping } from '@comptoir/contracts/shipping/routes'
import { buyerCountryOf } from '@comptoir/dapr/sidecar/vat-ids'
import type { TaxRules } from '@comptoir/money/tax-decision'
import { parisDayOf } from '@comptoir/money/tax-rates'
import { refuse } from '@comptoir/service/problems/refusal'
import type { Deps } from '../deps.ts'
import { discountsFor } from './discounts.ts'
import { pickupPointFor } from './pickup-point.ts'
import {
  checkStock,
  checkTaxes,
  type JoinedLine,
  joinVariants,
  price,
  requireTax,
  standardPriceOf,
  taxOf,
  totalOf,
  weightOf,
} from './pricing.ts'
import type { Sale, SaleLine } from './sale.ts'

type PricingDeps = Pick<Deps, 'catalog' | 'inventory' | 'shipping' | 'discounts'>

/**
 * Prices a sale with what the other services say now, by the computation that carts use too. Refuses goods that cannot be
 * bought or are short, codes that do not apply, and an option that does not go there, with those that do.
 */
export async function priceSale(deps: PricingDeps, sale: Sale, rules: TaxRules, now: Date) {
  const { currency, shippingAddress, buyerVat } = sale
  const tax = requireTax(rules, {
    ...{ destination: shippingAddress, day: parisDayOf(now) },
    buyerVatCountry: buyerCountryOf(buyerVat),
  })
  const check = (joined: readonly JoinedLine[]) => checkTaxes(joined, tax)
  const { lines, option, options } = await offerFor(deps, sale, check)
  const discounts = await discountsFor(deps, { sale, lines, option })
  const priced = price({ lines, option, currency, tax, discounts })
  const content = { ...priced, tax: taxOf(tax, lines, buyerVat) }
  return { content, options, listPrices: lines.flatMap(agreedOf) }
}

type OfferedLine = JoinedLine & { readonly listPrice?: Money }

const agreedOf = ({ sku, listPrice, unitPrice }: OfferedLine) =>
  listPrice ? [{ sku, listPrice, agreedPrice: unitPrice }] : []

/** The lines at today's prices, in stock, and the shipping option for them. */
async function offerFor(
  deps: PricingDeps,
  { lines, currency, customer, shippingAddress, shippingOptionId, pickupPointId }: Sale,
  check: (lines: readonly JoinedLine[]) => void,
) {
  const skus = lines.map(({ sku }) => sku)
  const quantities = Object.fromEntries(lines.map(({ sku, quantity }) => [sku, quantity]))
  const asked = { skus, quantities, customer: customer.pricing, currency }
  const [{ variants }, { items }] = await Promise.all([
    deps.catalog(lookupVariants, { body: asked, retry: true }),
    deps.inventory(checkAvailability, { body: { skus }, retry: true }),
  ])
  const joined = joinVariants(lines, variants).map((line, n) => agreed(line, lines[n]))
  check(joined)
  checkStock(lines, items)
  const { countryCode, postalCode } = shippingAddress
  const itemsTotal = { amount: totalOf(joined), currency }
  const quoted = { countryCode, postalCode, weightGrams: weightOf(joined), itemsTotal }
  const { options } = await deps.shipping(quoteShipping, { body: quoted, retry: true })
  const option = options.find(({ optionId }) => optionId === shippingOptionId)
  if (!option) throw refuse('no_shipping_option', undefined, { extensions: { options } })
  const standardPrice = standardPriceOf(options, option)
  const body = { pickupPointId, shippingAddress }
  const { weightGrams } = quoted
  const pickupPoint = await pickupPointFor(deps.shipping, { body, option, weightGrams })
  const chosen = { ...(standardPrice && { standardPrice }), ...(pickupPoint && { pickupPoint }) }
  return { lines: joined, options, option: { ...option, ...chosen } }
}

/** A price that was agreed stands instead of the catalogue's: neither a price list nor a reduction made it. */
function agreed(line: JoinedLine, { agree }: Partial<SaleLine> = {}): OfferedLine {
  if (!agree) return line
  const { compareAtPrice: _before, priceOrigin: _list, unitPrice: listPrice, ...rest } = line
  return { ...rest, unitPrice: agree(listPrice), listPrice }
}
