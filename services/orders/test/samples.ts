import type { Cart } from '@comptoir/contracts/carts/schemas'
import type { VariantSnapshot } from '@comptoir/contracts/catalog/schemas'
import type { Address } from '@comptoir/contracts/common'
import type { OrderSnapshot } from '@comptoir/contracts/orders/schemas'
import type { ShippingOption } from '@comptoir/contracts/shipping/schemas'
import { hasFailed, type Order, startOrder } from '../src/order/order.ts'

export const at = '2026-11-21T10:00:00.000Z'
export const eur = (amount: number) => ({ amount, currency: 'EUR' })

export const home: Address = {
  recipient: 'Camille Durand',
  line1: '12 rue de la République',
  postalCode: '69002',
  city: 'Lyon',
  countryCode: 'FR',
}

export const aVariant = (change: Partial<VariantSnapshot> = {}): VariantSnapshot => ({
  sku: 'MUG',
  productId: 'prd_mug',
  title: { fr: 'Tasse', en: 'Mug' },
  price: eur(1200),
  taxClass: 'standard',
  weightGrams: 300,
  active: true,
  ...change,
})

export const anOption = (): ShippingOption => ({
  optionId: 'home',
  carrierCode: 'colis',
  name: { fr: 'À domicile', en: 'At home' },
  kind: 'home',
  price: eur(490),
  taxClass: 'standard',
  deliveryDays: { min: 1, max: 2 },
})

export function aCart(change: Partial<Cart> = {}): Cart {
  const zero = eur(0)
  const totals = {
    itemsSubtotal: zero,
    shipping: zero,
    vatByRate: [],
    vatTotal: zero,
    grandTotal: zero,
  }
  const line = { sku: 'MUG', productId: 'prd_mug', quantity: 2, title: { fr: 'Tasse' } }
  return {
    cartId: 'cart_1',
    ownerUserId: 'usr_1',
    status: 'active',
    currency: 'EUR',
    lines: [{ ...line, unitPrice: eur(1200), gross: eur(2400), flags: [] }],
    totals,
    version: 1,
    createdAt: at,
    updatedAt: at,
    expiresAt: at,
    ...change,
  }
}

export function aSnapshot(change: Partial<OrderSnapshot> = {}): OrderSnapshot {
  const taxed = { vatRateBps: 2000, gross: eur(2400), net: eur(2000), vat: eur(400) }
  const shipped = { vatRateBps: 2000, gross: eur(490), net: eur(408), vat: eur(82) }
  const { price: unitPrice, active: _active, ...variant } = aVariant()
  return {
    orderId: 'ord_1',
    number: 'CMD-0000-0000',
    cartId: 'cart_1',
    userId: 'usr_1',
    email: 'camille@example.com',
    locale: 'fr',
    currency: 'EUR',
    lines: [{ ...variant, unitPrice, quantity: 2, ...taxed }],
    shippingLine: { optionId: 'home', name: { fr: 'À domicile' }, ...shipped },
    totals: {
      itemsSubtotal: eur(2400),
      shipping: eur(490),
      vatByRate: [],
      vatTotal: eur(482),
      grandTotal: eur(2890),
    },
    billingAddress: home,
    shippingAddress: home,
    paymentMethod: { provider: 'stripe', token: 'pm_card_visa' },
    placedAt: at,
    ...change,
  }
}

/** An order with changes, and with the facts that belong to its status. */
export function anOrder(change: Partial<Order> = {}): Order {
  const order = { ...startOrder({ snapshot: aSnapshot(), placementKey: 'key' }), ...change }
  if (hasFailed(order)) return { ending: { reason: order.status }, ...order } as Order
  const isNew = order.status === 'pending' || order.status === 'awaiting_payment'
  return (isNew ? order : { confirmedAt: at, ...order }) as Order
}
