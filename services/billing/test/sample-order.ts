import type { Address } from '@comptoir/contracts/common'
import { OrderSnapshot } from '@comptoir/contracts/orders/schemas'
import { money } from '@comptoir/money'
import { recordTax, type TaxDecision, taxToPrice } from '@comptoir/money/tax-decision'
import { priceOrder } from '@comptoir/money/totals'

const rates: Record<string, number> = {
  standard: 2000,
  intermediate: 1000,
  reduced: 550,
  super_reduced: 210,
}

const address: Address = {
  recipient: 'Camille Lefèvre',
  line1: '18 rue de l’Échiquier',
  postalCode: '75010',
  city: 'Paris',
  countryCode: 'FR',
}

export type SampleLine = {
  title: string
  quantity: number
  unitPrice: number
  taxClass?: string
  /** What the promotion of the order takes off. */
  discount?: number
}

export type SampleOptions = {
  orderId?: string
  userId?: string
  locale?: 'fr' | 'en'
  lines?: readonly SampleLine[]
  shippingPrice?: number
  shippingDiscount?: number
  promotions?: OrderSnapshot['promotions']
  billingAddress?: Partial<Address>
  tax?: TaxDecision
}

function discounted(amount: number | undefined) {
  if (!amount) return {}
  const discount = money(amount, 'EUR')
  return { discount, discounts: [{ promotionId: 'promo_1', amount: discount }] }
}

/** An order as the orders service announces it, priced by the platform's own rule. */
export function sampleOrder(options: SampleOptions = {}): OrderSnapshot {
  const { orderId = 'ord_01', userId = 'usr_camille', locale = 'fr', shippingPrice = 590 } = options
  const given = options.lines ?? [{ title: 'Bureau à tréteaux', quantity: 2, unitPrice: 14_990 }]
  const priced = priceOrder({
    currency: 'EUR',
    lines: given.map((line, index) => ({
      ...discounted(line.discount),
      sku: `SKU-${index + 1}`,
      productId: `prd_${index + 1}`,
      title: { fr: line.title, en: line.title },
      quantity: line.quantity,
      unitPrice: money(line.unitPrice, 'EUR'),
      taxClass: line.taxClass ?? 'standard',
      weightGrams: 500,
    })),
    shipping: { price: money(shippingPrice, 'EUR'), ...discounted(options.shippingDiscount) },
    ...(options.tax
      ? taxToPrice(options.tax)
      : { rateOf: (taxClass: string) => rates[taxClass] ?? 2000 }),
  })
  const taxClasses = priced.lines.map(({ taxClass }) => taxClass)
  return OrderSnapshot.parse({
    orderId,
    userId,
    locale,
    number: 'CMD-7K3M-92QX',
    cartId: 'cart_1',
    email: 'camille@comptoir.example',
    currency: 'EUR',
    lines: priced.lines,
    shippingLine: {
      ...priced.shipping,
      optionId: 'colis-standard',
      name: { fr: 'Colis Standard', en: 'Standard parcel' },
    },
    totals: priced.totals,
    promotions: options.promotions,
    billingAddress: { ...address, ...options.billingAddress },
    shippingAddress: address,
    paymentMethod: { provider: 'stripe', token: 'pm_card_visa' },
    placedAt: '2026-11-21T09:58:00.000Z',
    ...(options.tax && { tax: recordTax(options.tax, taxClasses) }),
  })
}
