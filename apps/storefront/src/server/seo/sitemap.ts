import { locales } from '../pages/page-key.ts'

/** What one sitemap lists: fewer than the 50,000 that the protocol allows, so that one is made in a moment (sitemaps.org). */
export const productsPerSitemap = 1_000

export type SitemapEntry = {
  /** Of this site, after the language: `/p/mug`; empty for the home page. */
  readonly path: string
  /** When it last changed, where that is known. */
  readonly changedAt?: string
}

type Site = { readonly origin: string; readonly locale: string }

const escaped = (text: string) =>
  text.replace(/[&<>"']/g, (letter) => `&#${letter.codePointAt(0)};`)

const head = '<?xml version="1.0" encoding="UTF-8"?>'

/** The index: of each language one sitemap of categories and texts, and one for each thousand products. */
export function sitemapIndex(origin: string, products: number): string {
  const parts = Math.max(1, Math.ceil(products / productsPerSitemap))
  const names = locales.flatMap((locale) => [
    `${locale}-pages`,
    ...Array.from({ length: parts }, (_, at) => `${locale}-products-${at + 1}`),
  ])
  const items = names.map(
    (name) => `<sitemap><loc>${escaped(`${origin}/sitemaps/${name}.xml`)}</loc></sitemap>`,
  )
  return `${head}\n<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${items.join('')}</sitemapindex>\n`
}

/** Addresses of one language, each with its counterpart in the other. */
export function sitemap({ origin, locale }: Site, entries: readonly SitemapEntry[]): string {
  const at = (language: string, path: string) => escaped(`${origin}/${language}${path}`)
  const urls = entries.map(({ path, changedAt }) => {
    const links = [...locales, 'x-default'].map((language) => {
      const to = at(language === 'x-default' ? 'fr' : language, path)
      return `<xhtml:link rel="alternate" hreflang="${language}" href="${to}"/>`
    })
    const changed = changedAt === undefined ? '' : `<lastmod>${escaped(changedAt)}</lastmod>`
    return `<url><loc>${at(locale, path)}</loc>${changed}${links.join('')}</url>`
  })
  const spaces =
    'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml"'
  return `${head}\n<urlset ${spaces}>${urls.join('')}</urlset>\n`
}

/** What robots may read: the catalogue and the texts, nothing of a visitor's own (RFC 9309). */
export function robots(origin: string): string {
  const closed = ['bff', 'internal']
  const personal = ['cart', 'checkout', 'orders', 'account', 'search', 'sign-in', 'register', 'pay']
  const lines = [
    ...closed.map((path) => `Disallow: /${path}/`),
    ...locales.flatMap((locale) => personal.map((path) => `Disallow: /${locale}/${path}`)),
  ]
  return `User-agent: *\n${lines.join('\n')}\n\nSitemap: ${origin}/sitemap.xml\n`
}
