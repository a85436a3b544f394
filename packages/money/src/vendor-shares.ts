import { allocate, divideHalfUp, partOfUnits } from './money.ts'

/** A line of an order as it was sold; minor units. */
export type SoldLine = {
  readonly sku: string
  readonly quantity: number
  /** What was paid for it: after discounts, VAT included. */
  readonly gross: number
  readonly net: number
  /** Who sells it; the shop itself where there is none. */
  readonly vendorId?: string | undefined
  readonly commissionBps?: number | undefined
}

/** Money that went back to the shopper. */
export type GivenBack = {
  readonly refundId: string
  readonly amount: number
  /** How much of it is for the delivery. */
  readonly shipping?: number | undefined
  readonly lines?: readonly { readonly sku: string; readonly quantity: number }[] | undefined
}

/** Money that a bank took back, and has. */
export type TakenBack = { readonly disputeId: string; readonly amount: number }

/** An order of which vendors sell lines. */
export type VendorSale = {
  readonly lines: readonly SoldLine[]
  /** What the order costs, with its delivery. */
  readonly total: number
  readonly refunds: readonly GivenBack[]
  readonly disputes: readonly TakenBack[]
}

/** What an order comes to for one vendor; minor units, none below zero. */
export type VendorShare = {
  readonly sales: number
  readonly refunded: number
  readonly disputed: number
  /** What the shop keeps of what is neither given nor taken back. */
  readonly commission: number
}

/** A part of an order that can be given back: a line, or all that no line is. */
type Slot = { readonly line: SoldLine | undefined; readonly gross: number } & {
  refunded: number
  disputed: number
  units: number
}

const leftOf = ({ gross, refunded, disputed }: Slot) => Math.max(0, gross - refunded - disputed)

/**
 * What an order comes to for each vendor. Of a refund by line each line bears its price; of any other, and of a dispute, each line
 * and the rest of the order (delivery, the shop's own lines) bear a part by what is left of them. The commission of a line is its
 * basis points of the net amount, half-up; what goes back takes its part of it along, so that nothing is kept of a line that went
 * back whole. The result follows from the sets of refunds and disputes, whatever their order.
 */
export function vendorShares(sale: VendorSale): Map<string, VendorShare> {
  const slots = slotsOf(sale)
  for (const { lines, ...refund } of requestsOf(sale.refunds)) {
    if (lines) giveLinesBack(slots, { ...refund, lines })
    else share(slots, refund.amount, 'refunded')
  }
  const byId = sale.disputes.toSorted((a, b) => compare(a.disputeId, b.disputeId))
  for (const { amount } of byId) share(slots, amount, 'disputed')
  const shares = new Map<string, VendorShare>()
  for (const slot of slots) {
    const vendorId = slot.line?.vendorId
    if (vendorId !== undefined) shares.set(vendorId, withSlot(shares.get(vendorId), slot))
  }
  return shares
}

function slotsOf({ lines, total }: VendorSale): Slot[] {
  const none = { refunded: 0, disputed: 0, units: 0 }
  const goods = lines.map((line) => ({ line, gross: line.gross, ...none }))
  const sold = lines.reduce((sum, { gross }) => sum + gross, 0)
  return [...goods, { line: undefined, gross: Math.max(0, total - sold), ...none }]
}

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b))

/** Refunds in the order of their ids; the parts of one that several captures bore, of which the first has the lines, are one. */
function requestsOf(refunds: readonly GivenBack[]): GivenBack[] {
  const byLine = new Set(refunds.flatMap(({ refundId, lines }) => (lines ? [refundId] : [])))
  const requests = new Map<string, GivenBack>()
  for (const refund of refunds.toSorted((a, b) => compare(a.refundId, b.refundId))) {
    const first = refund.refundId.replace(/_\d+$/, '')
    const id = byLine.has(first) ? first : refund.refundId
    const known = requests.get(id)
    requests.set(id, known ? { ...known, amount: known.amount + refund.amount } : refund)
  }
  return [...requests.values()]
}

type LinesBack = GivenBack & { readonly lines: NonNullable<GivenBack['lines']> }

function giveLinesBack(slots: readonly Slot[], { amount, lines, shipping = 0 }: LinesBack): void {
  const prices = slots.map(() => 0)
  for (const { sku, quantity } of lines) {
    const index = slots.findIndex(({ line }) => line?.sku === sku)
    const slot = slots[index]
    if (slot?.line) prices[index] = (prices[index] ?? 0) + takeUnits(slot, slot.line, quantity)
  }
  const parts = allocate(Math.max(0, amount - shipping), prices)
  for (const [index, slot] of slots.entries()) {
    if (slot.line) slot.refunded += Math.min(parts[index] ?? 0, leftOf(slot))
  }
}

/** The price of so many units of a line that were not given back before; of no more than there are. */
function takeUnits(slot: Slot, line: SoldLine, asked: number): number {
  const quantity = Math.min(asked, line.quantity - slot.units)
  const price = partOfUnits(line.gross, { before: slot.units, quantity, of: line.quantity })
  slot.units += quantity
  return price
}

/** Shares an amount by what is left of each. */
function share(slots: readonly Slot[], amount: number, as: 'refunded' | 'disputed'): void {
  const left = slots.map(leftOf)
  const most = left.reduce((sum, one) => sum + one, 0)
  const parts = allocate(Math.min(amount, most), left)
  for (const [index, slot] of slots.entries()) slot[as] += parts[index] ?? 0
}

function withSlot(known: VendorShare | undefined, { line, gross, ...slot }: Slot): VendorShare {
  const whole = commissionOf(line)
  const gone = slot.refunded + slot.disputed
  const back = gone === 0 ? 0 : (allocate(whole, [gone, gross - gone])[0] ?? 0)
  return {
    sales: (known?.sales ?? 0) + gross,
    refunded: (known?.refunded ?? 0) + slot.refunded,
    disputed: (known?.disputed ?? 0) + slot.disputed,
    commission: (known?.commission ?? 0) + whole - back,
  }
}

function commissionOf(line: SoldLine | undefined): number {
  const { net = 0, commissionBps = 0 } = line ?? {}
  return Number(divideHalfUp(BigInt(net) * BigInt(commissionBps), 10_000n))
}
