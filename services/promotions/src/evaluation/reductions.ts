import type { Benefit } from '@comptoir/contracts/promotions/schemas'
import { allocate } from '@comptoir/money'
import type { SnapshotLine } from './snapshot.ts'

/** A line with what is left to pay of it, in minor units. */
export type OpenLine = SnapshotLine & { left: number }

/**
 * What a benefit takes off each of the lines that it is for, in minor units: never more than is left of a line.
 * @example reductionsOf({ kind: 'percentage', target: { kind: 'order' }, bps: 1000 }, lines) // [123, 45]
 */
export function reductionsOf(benefit: Benefit, lines: readonly OpenLine[]): number[] {
  switch (benefit.kind) {
    case 'percentage':
      return share(percentageOf(totalLeft(lines), benefit.bps), lines)
    case 'fixed':
      return share(Math.min(benefit.amount.amount, totalLeft(lines)), lines)
    case 'fixed_price':
      return lines.map(({ left, quantity }) => Math.max(0, left - benefit.price.amount * quantity))
    case 'buy_x_get_y':
      return buyXGetY(benefit, lines)
    case 'tiers':
      return share(percentageOf(totalLeft(lines), reachedTier(benefit.tiers, lines)), lines)
    case 'gift':
      return lines.map((line, index) => costOf(piecesOf(line, index), benefit.quantity))
    case 'free_shipping':
      return lines.map(() => 0)
  }
}

/** What a benefit takes off the shipping, in minor units: never more than is left of it. */
export function shippingReduction(benefit: Benefit, left: number): number {
  if (benefit.kind === 'percentage') return percentageOf(left, benefit.bps)
  return benefit.kind === 'fixed' ? Math.min(benefit.amount.amount, left) : left
}

const plus = (sum: number, amount: number) => sum + amount
const totalLeft = (lines: readonly OpenLine[]) => lines.reduce((sum, { left }) => sum + left, 0)

/** A percentage of an amount, rounded once, half up. */
const percentageOf = (amount: number, bps: number): number =>
  Number((BigInt(amount) * BigInt(bps) * 2n + 10_000n) / 20_000n)

/** One amount over lines, by what is left of them: each share fits its line. */
const share = (amount: number, lines: readonly OpenLine[]): number[] =>
  allocate(
    amount,
    lines.map(({ left }) => left),
  )

function reachedTier(
  tiers: readonly { readonly quantity: number; readonly bps: number }[],
  lines: readonly OpenLine[],
): number {
  const pieces = lines.map(({ quantity }) => quantity).reduce(plus, 0)
  const reached = tiers.filter(({ quantity }) => quantity <= pieces)
  return reached.toSorted((a, b) => b.quantity - a.quantity)[0]?.bps ?? 0
}

type Pieces = { readonly index: number; readonly price: number; readonly count: number }

/**
 * What is left of a line shared over its pieces: all cost the same, but some a minor unit more, so that all together are what
 * is left.
 */
function piecesOf({ left, quantity }: OpenLine, index: number): Pieces[] {
  const price = Math.floor(left / quantity)
  const dearer = left % quantity
  const all = [
    { index, price: price + 1, count: dearer },
    { index, price, count: quantity - dearer },
  ]
  return all.filter(({ count }) => count > 0)
}

/** What some of the pieces cost, in the order given. */
function costOf(pieces: readonly Pieces[], wanted: number): number {
  let [cost, missing] = [0, wanted]
  for (const { price, count } of pieces) {
    const taken = Math.min(count, missing)
    cost += price * taken
    missing -= taken
  }
  return cost
}

/** For each whole group of pieces some are reduced: the cheapest of all. */
function buyXGetY(
  { buy, get, bps }: Extract<Benefit, { kind: 'buy_x_get_y' }>,
  lines: readonly OpenLine[],
): number[] {
  const quantity = lines.map((line) => line.quantity).reduce(plus, 0)
  const cheapestFirst = lines
    .flatMap(piecesOf)
    .sort((a, b) => a.price - b.price || a.index - b.index)
  const prices = lines.map(() => 0)
  let missing = get * Math.floor(quantity / (buy + get))
  for (const { index, price, count } of cheapestFirst) {
    const taken = Math.min(count, missing)
    prices[index] = (prices[index] ?? 0) + price * taken
    missing -= taken
  }
  return prices.map((price) => percentageOf(price, bps))
}
