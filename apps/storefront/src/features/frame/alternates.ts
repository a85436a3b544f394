import type { Metadata } from 'next'

/** Where this site is reached: links for search engines are whole addresses. */
export const siteOrigin = () => process.env['PUBLIC_SITE_URL'] ?? 'http://localhost:9000'

/** The canonical address of a page and its other language. `path`: after the language, with its canonical query. */
export function alternatesOf(locale: 'fr' | 'en', path: string): Metadata['alternates'] {
  const at = (language: string) => `${siteOrigin()}/${language}${path}`
  return {
    canonical: at(locale),
    languages: { fr: at('fr'), en: at('en'), 'x-default': at('fr') },
  }
}
