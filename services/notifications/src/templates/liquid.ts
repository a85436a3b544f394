import type { Locale, LocalizedText, Money } from '@comptoir/contracts/common'
import { formatMoney } from '@comptoir/money'
import { Liquid, type LiquidOptions } from 'liquidjs'

/** What a value becomes where it is shown: its letters in HTML, or as they are. */
export type Escape = (value: unknown) => string

/** Staff write templates: one may not run for ever, fill the memory, or read a file. */
const bounds = {
  templates: {},
  ownPropertyOnly: true,
  strictFilters: true,
  parseLimit: 100_000,
  // milliseconds
  renderLimit: 1_000,
  memoryLimit: 10_000_000,
} as const

type More = Pick<LiquidOptions, 'strictVariables'>

/** Liquid with the filters of our templates, in a language. */
export function createLiquid(locale: Locale, outputEscape: Escape, more: More = {}): Liquid {
  const liquid = new Liquid({ ...bounds, ...more, outputEscape })
  // Liquid's own lets a value through as it is: a product's name would become markup
  liquid.registerFilter('raw', (value: unknown) => value)
  // what a message may lack is shown as nothing: a mail goes all the same
  liquid.registerFilter('money', (amount?: Money) => (amount ? formatMoney(amount, locale) : ''))
  liquid.registerFilter(
    'text',
    (text?: LocalizedText) => text?.[locale] ?? text?.fr ?? text?.en ?? '',
  )
  liquid.registerFilter('day', (instant?: string) =>
    instant ? days[locale].format(new Date(instant)) : '',
  )
  return liquid
}

/** The shop's days and times are those of Paris. */
const day = { timeZone: 'Europe/Paris', dateStyle: 'long' } as const
const days = {
  fr: new Intl.DateTimeFormat('fr-FR', day),
  en: new Intl.DateTimeFormat('en-GB', day),
}

export const asIs: Escape = (value) => textOf(value)

/**
 * Every sign of a value as a character reference, so that it is neither Markdown nor HTML, wherever it stands: a product called
 * `<b>` or `[x](javascript:…)` is shown as those letters.
 */
export const asReferences: Escape = (value) =>
  textOf(value).replaceAll(/[^\p{L}\p{N} ]/gu, (sign) =>
    /\s/.test(sign) ? ' ' : `&#${sign.codePointAt(0)};`,
  )

function textOf(value: unknown): string {
  if (value === undefined || value === null) return ''
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
