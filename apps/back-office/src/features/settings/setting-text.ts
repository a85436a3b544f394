import { countryName } from '@comptoir/site/country-name'
import { formatDate } from '@comptoir/site/dates'
import { formatMoney } from '@comptoir/site/money'
import type { SettingsMessages } from '../../messages/settings.ts'
import { formatCount } from '../../ui/chart/format-count.ts'
import type { SettingKind } from './setting-kinds.ts'

/** Labels of returns are paid in the currency of the shop. */
export const shopCurrency = 'EUR'

type Around = { readonly texts: SettingsMessages; readonly locale: 'fr' | 'en' }
type Say = (value: unknown, around: Around) => string

const plain: Say = (value) => String(value)

/** What a setting lists; nothing of one that is no list. */
export const wordsIn = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : [])

const says: Readonly<Record<SettingKind, Say>> = {
  ...{ text: plain, area: plain, email: plain, tel: plain, time: plain, zone: plain },
  number: (value, { locale }) => formatCount(Number(value), locale),
  date: (value, { locale }) => formatDate(String(value), 'date', locale),
  money: (value, { locale }) =>
    formatMoney({ amount: Number(value), currency: shopCurrency }, locale),
  switch: (value, { texts }) => (value === true ? texts.on : texts.off),
  onOff: (value, { texts }) => (value === 'on' ? texts.on : texts.off),
  lines: (value) => wordsIn(value).join(', '),
  countries: (value, { texts, locale }) =>
    wordsIn(value)
      .map((code) => countryName(code, locale))
      .join(', ') || texts.everywhere,
}

/** A setting in words; nothing set is the initial value. */
export function settingText(kind: SettingKind | undefined, value: unknown, around: Around): string {
  if (value === null || value === undefined) return around.texts.initial
  if (value === '') return around.texts.empty
  return kind ? says[kind](value, around) : JSON.stringify(value)
}
