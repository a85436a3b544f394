import type { Promotion, PromotionInput } from '@comptoir/contracts/promotions/promotion'
import type { Benefit, LineSelection } from '@comptoir/contracts/promotions/schemas'
import { given } from '../../../ui/data-list/list-search.ts'
import type { Period } from '../../../ui/fields/period-fields.tsx'
import { localTime, momentOf } from '../../../ui/fields/shop-time.ts'

/** A number as a field has it: empty while nothing is typed, and text while it is on its way to a number (`12.`). */
export type Count = number | string

export type Tier = { readonly quantity: Count; readonly percent: Count }

export type SelectionValues = {
  readonly skus: readonly string[]
  readonly productIds: readonly string[]
  readonly categoryIds: readonly string[]
  readonly brands: readonly string[]
  readonly vendorIds: readonly string[]
}

/** A promotion as its form has it: all kinds of benefits share these fields, so that a change of kind loses nothing. */
export type RuleValues = {
  readonly name: PromotionInput['name']
  readonly activation: PromotionInput['activation']
  readonly code: string
  readonly kind: Benefit['kind']
  readonly target: 'order' | 'lines' | 'shipping'
  readonly percent: Count
  /** Off, or of a piece, in minor units. */
  readonly amount: number | null
  readonly buy: Count
  readonly get: Count
  readonly tiers: readonly Tier[]
  readonly sku: string
  readonly giftQuantity: Count
  readonly selection: SelectionValues
  readonly minimumSubtotal: number | null
  readonly minimumQuantity: Count
  readonly customerStatuses: readonly string[]
  readonly customerTags: readonly string[]
  readonly firstOrder: boolean
  readonly countryCodes: readonly string[]
  readonly paymentMethods: readonly string[]
  /** On the clocks of the shop. */
  readonly period: Period
  readonly uses: Count
  readonly usesPerCustomer: Count
  readonly budget: number | null
  readonly combination: PromotionInput['combination']
  readonly priority: Count
  readonly currency: string
}

const noSelection: SelectionValues = {
  ...{ skus: [], productIds: [], categoryIds: [], brands: [], vendorIds: [] },
}

/** What a new promotion begins with: ten percent off an order, with a code. */
export const newRule: RuleValues = {
  ...{ name: {}, activation: 'code', code: '', kind: 'percentage', target: 'order' },
  ...{ percent: 10, amount: null, buy: 2, get: 1, tiers: [{ quantity: 3, percent: 10 }] },
  ...{ sku: '', giftQuantity: 1, selection: noSelection },
  ...{ minimumSubtotal: null, minimumQuantity: '', customerStatuses: [], customerTags: [] },
  ...{ firstOrder: false, countryCodes: [], paymentMethods: [], period: { from: '', to: '' } },
  ...{ uses: '', usesPerCustomer: '', budget: null, combination: 'levels', priority: 100 },
  currency: 'EUR',
}

/** A promotion as its form shows it. */
export function valuesOf(promotion: Promotion): RuleValues {
  const { name, activation, code = '', benefit, criteria, window, limits } = promotion
  return {
    ...newRule,
    ...{ name, activation, code, combination: promotion.combination, priority: promotion.priority },
    ...benefitValues(benefit),
    minimumSubtotal: criteria.minimumSubtotal?.amount ?? null,
    minimumQuantity: criteria.minimumQuantity ?? '',
    customerStatuses: criteria.customerStatuses ?? [],
    customerTags: criteria.customerTags ?? [],
    firstOrder: criteria.firstOrder ?? false,
    countryCodes: criteria.countryCodes ?? [],
    paymentMethods: criteria.paymentMethods ?? [],
    period: { from: localOf(window.startsAt), to: localOf(window.endsAt) },
    uses: limits.uses ?? '',
    usesPerCustomer: limits.usesPerCustomer ?? '',
    budget: limits.budget?.amount ?? null,
    currency: currencyOf(promotion),
  }
}

const localOf = (moment: string | undefined) => (moment === undefined ? '' : localTime(moment))

/** All amounts of a promotion are in one currency. */
function currencyOf({ benefit, criteria, limits }: Promotion): string {
  const amount = 'amount' in benefit ? benefit.amount : undefined
  const price = 'price' in benefit ? benefit.price : undefined
  const any = amount ?? price ?? criteria.minimumSubtotal ?? limits.budget
  return any?.currency ?? newRule.currency
}

const percentOf = (bps: number) => bps / 100
const numberOf = (count: Count) => Number(count) || 0
const bpsOf = (percent: Count) => Math.round(numberOf(percent) * 100)
const selectionOf = (lines: LineSelection): SelectionValues => ({ ...noSelection, ...lines })

function benefitValues(benefit: Benefit): Partial<RuleValues> {
  const { kind } = benefit
  switch (benefit.kind) {
    case 'percentage':
      return { kind, percent: percentOf(benefit.bps), ...targetValues(benefit.target) }
    case 'fixed':
      return { kind, amount: benefit.amount.amount, ...targetValues(benefit.target) }
    case 'fixed_price':
      return { kind, amount: benefit.price.amount, selection: selectionOf(benefit.lines) }
    case 'buy_x_get_y': {
      const { buy, get, bps, lines } = benefit
      return { ...{ kind, buy, get, percent: percentOf(bps) }, selection: selectionOf(lines) }
    }
    case 'tiers': {
      const tiers = benefit.tiers.map(({ quantity, bps }) => ({
        ...{ quantity, percent: percentOf(bps) },
      }))
      return { kind, tiers, selection: selectionOf(benefit.lines) }
    }
    case 'gift':
      return { kind, sku: benefit.sku, giftQuantity: benefit.quantity }
    case 'free_shipping':
      return { kind }
  }
}

type Target = Extract<Benefit, { readonly kind: 'percentage' }>['target']

const targetValues = (target: Target): Partial<RuleValues> => ({
  target: target.kind,
  ...(target.kind === 'lines' && { selection: selectionOf(target.lines) }),
})

/** What is sent of a form; what it does not name is left out. `stored` is the window of the promotion that it changes. */
export function ruleOf(values: RuleValues, stored: Window = {}): PromotionInput {
  const { name, activation, combination, priority } = values
  const code = values.code.trim()
  return {
    ...{ name, activation, combination, priority: numberOf(priority) },
    ...(activation === 'code' && code !== '' && { code }),
    benefit: benefitOf(values),
    criteria: criteriaOf(values),
    window: windowOf(values, stored),
    limits: limitsOf(values),
  }
}

function benefitOf(values: RuleValues): Benefit {
  const { kind, currency } = values
  const money = { amount: values.amount ?? 0, currency }
  const bps = bpsOf(values.percent)
  const lines = linesOf(values.selection)
  switch (kind) {
    case 'percentage':
      return { kind, bps, target: targetOf(values) }
    case 'fixed':
      return { kind, amount: money, target: targetOf(values) }
    case 'fixed_price':
      return { kind, price: money, lines }
    case 'buy_x_get_y':
      return { kind, bps, lines, buy: numberOf(values.buy), get: numberOf(values.get) }
    case 'tiers':
      return { kind, lines, tiers: values.tiers.map((tier) => tierOf(tier)) }
    case 'gift':
      return { kind, sku: values.sku.trim(), quantity: numberOf(values.giftQuantity) }
    case 'free_shipping':
      return { kind }
  }
}

const tierOf = ({ quantity, percent }: Tier) => ({
  ...{ quantity: numberOf(quantity), bps: bpsOf(percent) },
})

const targetOf = ({ target, selection }: RuleValues): Target =>
  target === 'lines' ? { kind: target, lines: linesOf(selection) } : { kind: target }

/** A list without a name would fit nothing: it is left out. */
const filled = (list: readonly string[]) => (list.length > 0 ? [...list] : undefined)

function linesOf(selection: SelectionValues): LineSelection {
  const lists = Object.entries(selection).map(([name, list]) => [name, filled(list)] as const)
  return Object.fromEntries(lists.filter(([, list]) => list !== undefined))
}

const moneyOf = (amount: number | null, currency: string) =>
  amount === null ? undefined : { amount, currency }
const countOf = (count: Count) => (count === '' ? undefined : numberOf(count))

function criteriaOf(values: RuleValues): PromotionInput['criteria'] {
  return given({
    minimumSubtotal: moneyOf(values.minimumSubtotal, values.currency),
    minimumQuantity: countOf(values.minimumQuantity),
    customerStatuses: filled(values.customerStatuses),
    customerTags: filled(values.customerTags),
    firstOrder: values.firstOrder ? (true as const) : undefined,
    countryCodes: filled(values.countryCodes.map((code) => code.trim().toUpperCase())),
    paymentMethods: filled(values.paymentMethods),
  })
}

type Window = PromotionInput['window']

const windowOf = ({ period: { from, to } }: RuleValues, stored: Window): Window =>
  given({
    startsAt: from === '' ? undefined : momentOf(from, stored.startsAt),
    endsAt: to === '' ? undefined : momentOf(to, stored.endsAt),
  })

const limitsOf = (values: RuleValues): PromotionInput['limits'] =>
  given({
    uses: countOf(values.uses),
    usesPerCustomer: countOf(values.usesPerCustomer),
    budget: moneyOf(values.budget, values.currency),
  })
