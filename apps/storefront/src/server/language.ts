import { parseAccept } from 'hono/utils/accept'
import { locales, type SiteLocale } from './pages/page-key.ts'

type Headers = Readonly<Record<string, string | undefined>>

/** The language of a visitor: chosen before (cookie `comptoir_locale`), else of the browser, else French. */
export function preferredLocale(headers: Headers): SiteLocale {
  const chosen = /(?:^|;\s*)comptoir_locale=(fr|en)(?:;|$)/.exec(headers['cookie'] ?? '')?.[1]
  if (chosen) return chosen as SiteLocale
  const accepted = parseAccept(headers['accept-language'] ?? '').map(({ type }) =>
    type.slice(0, 2).toLowerCase(),
  )
  return locales.find((locale) => locale === accepted.find((one) => isKnown(one))) ?? 'fr'
}

const isKnown = (language: string) => locales.some((locale) => locale === language)
