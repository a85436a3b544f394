import type { EditOrder } from '@comptoir/contracts/orders/edits'
import type { Order } from '@comptoir/contracts/orders/view'
import { type AddressValues, addressOf, valuesOf } from '../address/address-values.ts'

/** An order as it is edited. */
export type EditValues = {
  /** By SKU: 0 takes it out. */
  readonly quantities: Readonly<Record<string, number>>
  readonly newSku: string
  readonly newQuantity: number
  readonly address: AddressValues
}

type Edited = Pick<Order, 'lines' | 'shippingAddress'>

export const editValuesOf = ({ lines, shippingAddress }: Edited): EditValues => ({
  quantities: Object.fromEntries(lines.map(({ sku, quantity }) => [sku, quantity])),
  ...{ newSku: '', newQuantity: 1, address: valuesOf(shippingAddress) },
})

/** What is to be different; nothing when all is as it was. */
export function changesOf(order: Edited, values: EditValues): EditOrder | undefined {
  const changed = order.lines
    .map(({ sku, quantity }) => ({ sku, quantity, now: values.quantities[sku] ?? quantity }))
    .filter(({ quantity, now }) => now !== quantity)
    .map(({ sku, now: quantity }) => ({ sku, quantity }))
  const sku = values.newSku.trim()
  const lines = sku === '' ? changed : [...changed, { sku, quantity: values.newQuantity }]
  const before = valuesOf(order.shippingAddress)
  const isElsewhere = JSON.stringify(before) !== JSON.stringify(values.address)
  if (lines.length === 0 && !isElsewhere) return undefined
  return {
    ...(lines.length > 0 && { lines }),
    ...(isElsewhere && { shippingAddress: addressOf(values.address, order.shippingAddress) }),
  }
}

/** The field of the form for a path of a refusal. */
export function editFieldOf(path: string): string {
  if (path.startsWith('shippingAddress')) return path.replace('shippingAddress', 'address')
  return path.startsWith('lines') ? 'newSku' : path
}

const changeable: readonly Order['status'][] = ['processing']

/** Whether an order may be edited as far as a page can tell; the service has the last word. */
export const isEditable = ({ status, parcels }: Pick<Order, 'status' | 'parcels'>): boolean =>
  changeable.includes(status) && parcels.every(({ handedOverAt }) => handedOverAt === undefined)

export type LineChange = { readonly sku: string; readonly before: number; readonly after: number }

/** What an edit does to the lines of an order, those that stay left out. */
export function lineChanges(
  before: readonly { readonly sku: string; readonly quantity: number }[],
  after: readonly { readonly sku: string; readonly quantity: number }[],
): LineChange[] {
  const skus = [...new Set([...before, ...after].map(({ sku }) => sku))]
  const count = (lines: typeof before, sku: string) =>
    lines.find((line) => line.sku === sku)?.quantity ?? 0
  return skus
    .map((sku) => ({ sku, before: count(before, sku), after: count(after, sku) }))
    .filter((change) => change.before !== change.after)
}
