import type { Address } from '@comptoir/contracts/common'
import type { DraftProblem, DraftQuote } from '@comptoir/contracts/orders/by-staff/draft-schemas'
import type { ShippingOption } from '@comptoir/contracts/shipping/schemas'
import { reduceByBps } from '@comptoir/money'
import { isRefusal, type Refusal, refuse } from '@comptoir/service/problems/refusal'
import type { Deps } from '../deps.ts'
import { shownLines } from '../edits/edit-view.ts'
import { accountCustomer, type Customer, guestCustomer } from '../placing/buyer.ts'
import { priceSale } from '../placing/price-sale.ts'
import type { SaleLine } from '../placing/sale.ts'
import type { DraftFacts } from './stored-draft.ts'

type SaleDeps = Pick<
  Deps,
  'accounts' | 'catalog' | 'inventory' | 'shipping' | 'discounts' | 'taxRates' | 'clock'
>

/** Carts are in it, too. */
export const draftCurrency = 'EUR'

export type PricedDraft = Awaited<ReturnType<typeof priceDraft>>

/** A draft at today's prices, for its customer. Refuses as an order from a cart does, and a draft without goods or address. */
export async function priceDraft(deps: SaleDeps, draft: DraftFacts) {
  const { lines, codes, shippingOptionId, pickupPointId, vatId } = draft
  if (lines.length === 0) throw missing('lines', 'there are no goods in it')
  const shippingAddress = addressOf(draft)
  const [customer, rules, buyerVat] = await Promise.all([
    customerOf(deps, draft),
    deps.taxRates.read(),
    vatId ? deps.taxRates.checkBuyerVat(vatId) : undefined,
  ])
  const sale = {
    ...{ codes, customer, buyerVat, shippingAddress, shippingOptionId },
    ...{ lines: saleLines(draft), currency: draftCurrency, pickupPointId },
    ...{ provider: 'stripe' as const, ignoresRejectedCodes: false },
  }
  const priced = await priceSale(deps, sale, rules, deps.clock())
  return { ...priced, customer, shippingAddress }
}

function addressOf({ shippingAddress }: DraftFacts): Address {
  if (shippingAddress) return shippingAddress
  throw missing('shippingAddress', 'it is not known where it goes')
}

function missing(field: string, message: string) {
  return refuse('invalid_request', message, { errors: [{ field, code: 'required', message }] })
}

async function customerOf(deps: SaleDeps, { customer }: DraftFacts): Promise<Customer> {
  const { userId, email = '' } = customer
  return userId === undefined ? guestCustomer(email) : await accountCustomer(deps, userId)
}

function saleLines({ lines, agreement }: DraftFacts): SaleLine[] {
  const bps = agreement?.discountBps
  return lines.map(({ sku, quantity, agreedPrice }) => {
    if (agreedPrice) return { sku, quantity, agree: () => agreedPrice }
    return bps ? { sku, quantity, agree: (list) => reduceByBps(list, bps) } : { sku, quantity }
  })
}

type Quoted = {
  readonly quote?: DraftQuote
  readonly problems: DraftProblem[]
  readonly shippingOptions?: ShippingOption[]
}

/** What a draft comes to, or what keeps it from being placed: a draft may be anything until then. */
export async function quoteDraft(deps: SaleDeps, draft: DraftFacts): Promise<Quoted> {
  try {
    const { content, options } = await priceDraft(deps, draft)
    const quote = { ...content, lines: shownLines(content.lines) }
    return { quote, problems: [], shippingOptions: options }
  } catch (error) {
    if (!isRefusal(error)) throw error
    const options = error.extensions?.['options'] as ShippingOption[] | undefined
    return { problems: problemsOf(error), ...(options && { shippingOptions: options }) }
  }
}

function problemsOf({ code, detail = code, errors = [] }: Refusal): DraftProblem[] {
  if (errors.length === 0) return [{ code, detail }]
  return errors.map(({ field, message }) => ({ code, detail: message, field: fieldOf(field) }))
}

/** An order from a cart names its cart where a draft has lines. */
const fieldOf = (field: string): string => (field === 'cartId' ? 'lines' : field)
