import type { TemplateKey } from '@comptoir/contracts/notifications/schemas'

const euros = (amount: number) => ({ amount, currency: 'EUR' })
const link = 'https://shop.example/fr/account#token=…'

/** A value of each placeholder, as messages have them: for previews, and to know what a text may show. */
export const exampleValues = {
  number: 'CMD-2345-678X',
  title: 'Lampe de bureau « Alba »',
  name: 'Camille Martin',
  placedAt: '2026-11-21T10:00:00.000Z',
  confirmedAt: '2026-11-21T10:00:00.000Z',
  expiresAt: '2026-11-21T10:30:00.000Z',
  dueAt: '2026-12-05T10:00:00.000Z',
  lines: [
    {
      ...{ title: { fr: 'Lampe de bureau « Alba »', en: 'Desk lamp “Alba”' }, quantity: 2 },
      ...{ gross: euros(9_980), unitPrice: euros(4_990) },
    },
    {
      ...{ title: { fr: 'Carnet & crayon', en: 'Notebook & pencil' }, quantity: 1 },
      ...{ gross: euros(1_250), unitPrice: euros(1_250) },
    },
  ],
  shippingName: { fr: 'Livraison à domicile', en: 'Home delivery' },
  delivery: { from: '2026-11-24T08:00:00.000Z', to: '2026-11-26T18:00:00.000Z' },
  shipping: euros(490),
  vatTotal: euros(1_953),
  grandTotal: euros(11_720),
  total: euros(11_720),
  amount: euros(4_990),
  paid: euros(1_250),
  back: euros(1_250),
  address: ['Camille Martin', '3 rue des Lilas', '75011 Paris', 'FR'],
  paidWith: { type: 'card', brand: 'visa', last4: '4242' },
  trackingNumbers: ['6A12345678901'],
  reason: 'le délai est passé',
  kind: 'withdrawal',
  outcome: 'refused',
  paper: 'FA-2026-000123',
  holder: 'Comptoir SAS',
  iban: 'FR76 3000 6000 0112 3456 7890 189',
  bic: 'AGRIFRPP',
  reference: 'CMD-2345-678X',
  actionUrl: 'https://shop.example/pay',
  sku: 'LAMPE-ALBA-NOIR',
  available: 3,
  link,
  withdrawLink: 'https://shop.example/fr/stock-wish#withdraw=…',
  productUrl: 'https://shop.example/fr/p/prod_1?sku=LAMP',
  cartUrl: 'https://shop.example/fr/cart',
  orderUrl: 'https://shop.example/fr/account/orders/ord_1',
  withdrawalUrl: 'https://shop.example/fr/withdrawal',
  dataUrl: 'https://shop.example/fr/account/data',
  topic: 'Mon colis',
  said: [
    {
      ...{ author: 'agent', agentName: 'Inès', images: 1 },
      ...{ body: 'Votre colis arrive demain.', paragraphs: ['Votre colis arrive demain.'] },
      createdAt: '2026-11-21T10:00:00.000Z',
    },
  ],
  unanswered: false,
  unsubscribeUrl: 'https://api.shop.example/api/unsubscriptions/…',
} as const
export type Placeholder = keyof typeof exampleValues

type Known = { readonly may: readonly Placeholder[]; readonly must?: readonly Placeholder[] }

const ofOrder = ['number', 'orderUrl', 'withdrawalUrl'] as const
const contract = [
  ...(['placedAt', 'lines', 'shippingName', 'delivery', 'shipping', 'vatTotal'] as const),
  ...(['grandTotal', 'address'] as const),
]
const status = { may: [...ofOrder, 'lines', 'total', 'trackingNumbers', 'reason'] } as const
const goodsBack = [...ofOrder, 'kind', 'lines'] as const
const paper = { may: [...ofOrder, 'paper', 'total'], must: ['paper'] } as const
const account = { may: ['name', 'expiresAt'] } as const
/** Nothing without its link. */
const linked = { may: ['name', 'expiresAt', 'link'], must: ['link'] } as const

const conversation = { may: ['name', 'topic', 'said', 'link'], must: ['said', 'link'] } as const

/**
 * What a text may show of what its messages have, and what it must: the confirmation of a contract names goods, total, delivery and
 * how to withdraw (Code de la consommation, L221-13); marketing says how to end it.
 */
export const placeholders: Readonly<Record<TemplateKey, Known>> = {
  order_confirmed: {
    may: [...ofOrder, ...contract, 'paidWith'],
    must: ['number', 'lines', 'grandTotal', 'address', 'withdrawalUrl'],
  },
  order_edited: {
    may: [...ofOrder, ...contract, 'paid', 'back'],
    must: ['number', 'lines', 'grandTotal'],
  },
  order_rejected: status,
  order_expired: status,
  order_cancelled: status,
  order_partially_shipped: status,
  order_shipped: status,
  order_delivered: status,
  order_link: { may: [...ofOrder, 'link'], must: ['link'] },
  payment_link: { may: [...ofOrder, 'amount', 'dueAt', 'link'], must: ['amount', 'dueAt', 'link'] },
  exchange_payment: {
    may: [...ofOrder, 'amount', 'dueAt', 'link'],
    must: ['amount', 'dueAt', 'link'],
  },
  transfer_awaited: {
    may: [...ofOrder, 'amount', 'dueAt', 'holder', 'iban', 'bic', 'reference'],
    must: ['amount', 'dueAt', 'holder', 'iban', 'reference'],
  },
  payment_failed: { may: [...ofOrder, 'amount'] },
  payment_action_required: { may: [...ofOrder, 'amount', 'actionUrl'], must: ['actionUrl'] },
  refund: { may: [...ofOrder, 'amount'], must: ['amount'] },
  invoice: paper,
  credit_note: paper,
  return_requested: { may: goodsBack },
  return_approved: { may: [...goodsBack, 'dueAt'] },
  return_received: { may: goodsBack },
  return_refunded: { may: [...goodsBack, 'amount'], must: ['amount'] },
  return_closed: { may: [...ofOrder, 'outcome', 'reason'] },
  withdrawal_receipt: {
    may: ['number', 'name', 'confirmedAt', 'withdrawalUrl'],
    must: ['confirmedAt'],
  },
  delivery_feedback: { may: [...ofOrder, 'unsubscribeUrl'], must: ['unsubscribeUrl'] },
  stock_alert: { may: ['sku', 'available', 'kind'], must: ['sku'] },
  stock_wish_confirmation: { may: ['title', 'productUrl', 'link', 'withdrawLink'], must: ['link'] },
  back_in_stock: { may: ['title', 'productUrl', 'withdrawLink'], must: ['productUrl'] },
  cart_abandoned: {
    may: ['lines', 'cartUrl', 'unsubscribeUrl'],
    must: ['cartUrl', 'unsubscribeUrl'],
  },
  verify_email: linked,
  confirm_new_email: linked,
  reset_password: linked,
  invitation: linked,
  email_change_requested: account,
  email_changed: account,
  password_changed: account,
  export_ready: { may: ['name', 'expiresAt', 'dataUrl'] },
  conversation_answer: conversation,
  conversation_transcript: { ...conversation, may: [...conversation.may, 'unanswered'] },
}

/** The values of an example, as far as the template has them. */
export const exampleOf = (template: TemplateKey): Record<string, unknown> =>
  Object.fromEntries(placeholders[template].may.map((name) => [name, exampleValues[name]]))
