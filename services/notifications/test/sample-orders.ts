const money = (amount: number) => ({ amount, currency: 'EUR' })
const address = {
  ...{ recipient: 'Camille Martin', line1: '3 rue des Lilas', postalCode: '75011' },
  ...{ city: 'Paris', countryCode: 'FR', phone: '+33612345678' },
}
const snapshot = {
  ...{ orderId: 'ord_1', number: 'CMD-1', cartId: 'crt_1', userId: 'usr_camille' },
  ...{ email: 'camille@example.com', locale: 'fr', currency: 'EUR' },
  lines: [
    {
      ...{
        sku: 'LAMP',
        productId: 'prd_1',
        title: { fr: 'Lampe <Alba>', en: 'Lamp' },
        quantity: 2,
      },
      ...{ unitPrice: money(2000), taxClass: 'standard', vatRateBps: 2000, weightGrams: 500 },
      ...{ gross: money(4000), net: money(3333), vat: money(667) },
    },
  ],
  shippingLine: {
    ...{ optionId: 'std', name: { fr: 'Standard', en: 'Standard' }, vatRateBps: 2000 },
    ...{ gross: money(999), net: money(832), vat: money(167) },
  },
  totals: {
    ...{ itemsSubtotal: money(4000), shipping: money(999), vatTotal: money(834) },
    ...{ grandTotal: money(4999), vatByRate: [] },
  },
  ...{ billingAddress: address, shippingAddress: address },
  paymentMethod: { provider: 'stripe', token: 'pm_card_visa' },
  placedAt: '2026-11-21T09:59:00.000Z',
}

export const aConfirmedOrder = {
  ...snapshot,
  confirmedAt: '2026-11-21T10:00:00.000Z',
  paidWith: { type: 'card', brand: 'visa', last4: '4242' },
}
export const anEditedOrder = {
  ...snapshot,
  editId: 'ed_1_1',
  revision: 2,
  difference: { amount: -1000, currency: 'EUR' },
}
