import { checkAvailability } from '@comptoir/contracts/inventory/internal-routes'
import type { EditOrder } from '@comptoir/contracts/orders/edits'
import { quoteShipping } from '@comptoir/contracts/shipping/routes'
import { buyerCountryOf } from '@comptoir/dapr/sidecar/vat-ids'
import { decideTax, type TaxDecision, type TaxRules } from '@comptoir/money/tax-decision'
import { parisDayOf } from '@comptoir/money/tax-rates'
import { refuse } from '@comptoir/service/problems/refusal'
import type { Deps } from '../deps.ts'
import type { Order } from '../order/order.ts'
import { checkStock } from '../placing/pricing.ts'
import { todaysVariants } from '../placing/todays-variants.ts'
import type { EditFacts } from './edit-preview.ts'
import { addedTo, type EditedLine, editedLines, targetsOf } from './edited-lines.ts'

type FactDeps = Pick<Deps, 'accounts' | 'catalog' | 'inventory' | 'shipping' | 'taxRates' | 'clock'>

/** Asks the other services for all that the preview of an edit depends on, and refuses what they refuse. */
export async function readEditFacts(
  deps: FactDeps,
  order: Order,
  changes: EditOrder,
): Promise<EditFacts> {
  const rules = await deps.taxRates.read()
  const tax = taxAt(deps, rules, order, changes)
  const [variants] = await Promise.all([
    // of the SKUs of which the order gets more than it ever had
    todaysVariants(deps, order, addedTo(order, changes)),
    checkMore(deps, order, changes),
  ])
  const ratesOf = (taxClass: string) => {
    const charged = tax?.rateOf(taxClass)
    if (charged === undefined) return undefined
    const included = tax?.prices === 'net' ? undefined : tax?.includedRateOf(taxClass)
    return { charged, included }
  }
  const today = { variants, ratesOf }
  const option = await quote(deps, order, changes, editedLines(order, changes, today))
  return { ...today, option }
}

/**
 * What is added has the VAT rates of today, as what is ordered today has. An address under other rules of VAT is refused: the
 * price of every line would be another one.
 */
function taxAt(
  { clock }: FactDeps,
  rules: TaxRules,
  { shippingAddress, tax }: Order,
  changes: EditOrder,
): TaxDecision | undefined {
  const day = parisDayOf(clock())
  const buyerVatCountry = buyerCountryOf(tax?.buyerVat)
  const decide = (destination: Order['shippingAddress']) =>
    decideTax(rules, { destination, day, buyerVatCountry })
  const before = decide(shippingAddress)
  const after = changes.shippingAddress ? decide(changes.shippingAddress) : before
  const placeOf = (decision: TaxDecision | undefined) =>
    [decision?.treatment, decision?.countryCode, decision?.region].join()
  if (placeOf(before) === placeOf(after)) return after
  const message = 'VAT is another one there: cancel the order and place it again'
  const errors = [{ field: 'shippingAddress', code: 'other_vat', message }]
  throw refuse('invalid_request', message, { errors })
}

/** Refuses pieces that are not in stock beside those of the order. */
async function checkMore(deps: FactDeps, order: Order, changes: EditOrder): Promise<void> {
  const more = targetsOf(order, changes).flatMap(({ sku, quantity }) => {
    const held = order.lines.find((line) => line.sku === sku)?.quantity ?? 0
    return quantity > held ? [{ sku, quantity: quantity - held }] : []
  })
  if (more.length === 0) return
  const skus = more.map(({ sku }) => sku)
  const { items } = await deps.inventory(checkAvailability, { body: { skus }, retry: true })
  checkStock(more, items)
}

/** The shipping option for the edited goods, where the address, the option or the weight is another one. */
async function quote(
  { shipping }: FactDeps,
  order: Order,
  changes: EditOrder,
  lines: readonly EditedLine[],
) {
  const { shippingAddress = order.shippingAddress } = changes
  const { shippingOptionId = order.shippingLine.optionId } = changes
  if (!changes.shippingAddress && !changes.shippingOptionId && !changes.lines) return undefined
  const { countryCode, postalCode } = shippingAddress
  const amount = lines.reduce(
    (sum, { unitPrice, quantity }) => sum + unitPrice.amount * quantity,
    0,
  )
  const weightGrams = lines.reduce((sum, line) => sum + line.weightGrams * line.quantity, 0)
  const itemsTotal = { amount, currency: order.currency }
  const { options } = await shipping(quoteShipping, {
    body: { countryCode, postalCode, weightGrams, itemsTotal },
    retry: true,
  })
  const option = options.find(({ optionId }) => optionId === shippingOptionId)
  if (!option) throw refuse('no_shipping_option', undefined, { extensions: { options } })
  if (option.kind !== 'pickup' || option.optionId === order.shippingLine.optionId) return option
  const message = 'a pickup point is chosen when an order is placed'
  const errors = [{ field: 'shippingOptionId', code: 'pickup_point', message }]
  throw refuse('invalid_request', message, { errors })
}
