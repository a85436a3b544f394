import { lookUp } from '@comptoir/contracts/look-up'
import type { PromotionInput } from '@comptoir/contracts/promotions/promotion'
import type {
  Benefit,
  LineSelection,
  ReductionTarget,
} from '@comptoir/contracts/promotions/schemas'
import { countryName } from '@comptoir/site/country-name'
import { formatDate } from '@comptoir/site/dates'
import { formatMoney, type MoneyAmount } from '@comptoir/site/money'
import { formatRate } from '@comptoir/site/rate'
import type { Locale } from '../../../messages/messages.ts'
import type { PromotionTexts } from '../../../messages/promotions/promotions.ts'

/** A promotion as far as it is a rule. */
export type Rule = Pick<
  PromotionInput,
  'activation' | 'code' | 'benefit' | 'criteria' | 'window' | 'limits' | 'combination'
>

type Speaking = { readonly texts: PromotionTexts; readonly locale: Locale }

/**
 * A promotion in sentences: what it gives to whom, what it needs, when, how often, and with which others.
 * @example sentencesOf(rule, { texts: promotionsEn, locale: 'en' })[0] // 'With the code TEN, 10% off the order.'
 */
export function sentencesOf(rule: Rule, speaking: Speaking): readonly string[] {
  const { combination } = speaking.texts.sentences
  return [
    headline(rule, speaking),
    needsOf(rule.criteria, speaking),
    periodText(rule.window, speaking),
    limitsOf(rule.limits, speaking),
    combination[rule.combination],
  ]
}

/** What it gives to whom. */
export const headline = (rule: Rule, speaking: Speaking): string =>
  `${whoOf(rule, speaking)} ${benefitText(rule.benefit, speaking)}`

function whoOf({ activation, code }: Rule, { texts: { sentences } }: Speaking): string {
  if (activation === 'automatic') return sentences.automatically
  return code === undefined ? sentences.withBatches : sentences.withCode(code)
}

/** What it gives. */
export function benefitText(benefit: Benefit, speaking: Speaking): string {
  const { sentences } = speaking.texts
  const money = (amount: MoneyAmount) => formatMoney(amount, speaking.locale)
  const rate = (bps: number) => formatRate(bps, speaking.locale)
  switch (benefit.kind) {
    case 'percentage':
      return sentences.percentage(rate(benefit.bps), targetText(benefit.target, speaking))
    case 'fixed':
      return sentences.fixed(money(benefit.amount), targetText(benefit.target, speaking))
    case 'fixed_price':
      return sentences.fixedPrice(money(benefit.price), linesText(benefit.lines, speaking))
    case 'buy_x_get_y': {
      const { buy, get, bps, lines } = benefit
      return sentences.buyGet(buy, get, rate(bps), linesText(lines, speaking))
    }
    case 'tiers': {
      const tiers = benefit.tiers.map(({ quantity, bps }) => sentences.tier(quantity, rate(bps)))
      return sentences.tiers(tiers.join(', '), linesText(benefit.lines, speaking))
    }
    case 'gift':
      return sentences.gift(benefit.quantity, benefit.sku)
    case 'free_shipping':
      return sentences.freeShipping
  }
}

function targetText(target: ReductionTarget, speaking: Speaking): string {
  const { sentences } = speaking.texts
  return target.kind === 'lines' ? linesText(target.lines, speaking) : sentences[target.kind]
}

function linesText(lines: LineSelection, { texts: { sentences } }: Speaking): string {
  const { skus = [], productIds = [], categoryIds = [], brands = [], vendorIds = [] } = lines
  const parts = [
    ...(skus.length > 0 ? [sentences.skus(skus.length)] : []),
    ...(productIds.length > 0 ? [sentences.products(productIds.length)] : []),
    ...(categoryIds.length > 0 ? [sentences.categories(categoryIds.length)] : []),
    ...(brands.length > 0 ? [sentences.brands(brands.join(', '))] : []),
    ...(vendorIds.length > 0 ? [sentences.vendors(vendorIds.length)] : []),
  ]
  return parts.length === 0 ? sentences.allLines : sentences.someLines(parts.join(', '))
}

type Words = readonly string[] | undefined

function needsOf(criteria: Rule['criteria'], { texts, locale }: Speaking): string {
  const { sentences, form } = texts
  const { minimumSubtotal, minimumQuantity, firstOrder } = criteria
  const { customerStatuses, customerTags, countryCodes, paymentMethods } = criteria
  const listed = (words: Words, say: (names: string) => string, name = (word: string) => word) =>
    words === undefined ? [] : [say(words.map(name).join(', '))]
  const needs = [
    ...(minimumSubtotal ? [sentences.minimumSubtotal(formatMoney(minimumSubtotal, locale))] : []),
    ...(minimumQuantity ? [sentences.minimumQuantity(minimumQuantity)] : []),
    ...(firstOrder ? [sentences.firstOrder] : []),
    ...listed(customerStatuses, sentences.statuses, (one) => lookUp(form.statusNames, one) ?? one),
    ...listed(customerTags, sentences.tags),
    ...listed(countryCodes, sentences.countries, (code) => countryName(code, locale)),
    ...listed(paymentMethods, sentences.methods, (one) => lookUp(form.methodNames, one) ?? one),
  ]
  return needs.length === 0 ? sentences.noNeeds : sentences.needs(needs.join(', '))
}

/** When it holds. */
export function periodText(window: Rule['window'], { texts, locale }: Speaking): string {
  const { sentences } = texts
  const { startsAt, endsAt } = window
  const moment = (at: string) =>
    `${formatDate(at, 'date', locale)} ${formatDate(at, 'time', locale)}`
  if (startsAt && endsAt) return sentences.between(moment(startsAt), moment(endsAt))
  if (startsAt) return sentences.from(moment(startsAt))
  return endsAt ? sentences.until(moment(endsAt)) : sentences.always
}

function limitsOf(limits: Rule['limits'], { texts: { sentences }, locale }: Speaking): string {
  const { uses, usesPerCustomer, budget } = limits
  const parts = [
    ...(uses === undefined ? [] : [sentences.uses(uses)]),
    ...(usesPerCustomer === undefined ? [] : [sentences.usesPerCustomer(usesPerCustomer)]),
    ...(budget ? [sentences.budget(formatMoney(budget, locale))] : []),
  ]
  return parts.length === 0 ? sentences.noLimits : sentences.limits(parts.join(', '))
}
