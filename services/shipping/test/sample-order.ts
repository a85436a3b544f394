import type { Address } from '@comptoir/contracts/common'
import { OrderSnapshot } from '@comptoir/contracts/orders/schemas'
import { money } from '@comptoir/money'
import { priceOrder } from '@comptoir/money/totals'

const address: Address = {
  recipient: 'Camille Lefèvre',
  line1: '18 rue de l’Échiquier',
  postalCode: '75010',
  city: 'Paris',
  countryCode: 'FR',
}

/** How a standard parcel travels. */
export const carriedByStandard = {
  carrierCode: 'colis-france',
  carrierName: 'Colis France',
  maxParcelGrams: 30_000,
}

export type SampleOptions = {
  orderId?: string
  userId?: string
  lines?: readonly { quantity: number; weightGrams: number; vendorId?: string }[]
  shippingAddress?: Partial<Address>
}

/** A confirmed order as the orders service announces it. */
export function sampleOrder(options: SampleOptions = {}): OrderSnapshot {
  const { orderId = 'ord_01', userId = 'usr_camille' } = options
  const given = options.lines ?? [{ quantity: 2, weightGrams: 1_200 }]
  const priced = priceOrder({
    currency: 'EUR',
    lines: given.map((line, index) => ({
      ...line,
      sku: `SKU-${index + 1}`,
      productId: `prd_${index + 1}`,
      title: { fr: `Article ${index + 1}` },
      unitPrice: money(1_990, 'EUR'),
      taxClass: 'standard',
    })),
    shipping: { price: money(590, 'EUR') },
    rateOf: () => 2000,
  })
  return OrderSnapshot.parse({
    orderId,
    userId,
    number: 'CMD-7K3M-92QX',
    locale: 'fr',
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
    billingAddress: address,
    shippingAddress: { ...address, ...options.shippingAddress },
    paymentMethod: { provider: 'stripe', token: 'pm_card_visa' },
    placedAt: '2026-11-21T09:58:00.000Z',
  })
}
