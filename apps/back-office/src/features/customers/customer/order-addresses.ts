import type { Order } from '@comptoir/contracts/orders/view'

export type OrderAddress = Order['shippingAddress']

type Addressed = Pick<Order, 'shippingAddress' | 'billingAddress'>

/** The addresses that orders went to or were billed to, in their order, each once. */
export function addressesOf(orders: readonly Addressed[]): OrderAddress[] {
  const all = orders.flatMap((order) => [order.shippingAddress, order.billingAddress])
  const texts = all.map(textOf)
  return all.filter((_, index) => texts.indexOf(texts[index] ?? '') === index)
}

const textOf = ({ recipient, line1, line2, postalCode, city, countryCode }: OrderAddress) =>
  [recipient, line1, line2, postalCode, city, countryCode].join('\n').toLowerCase()
