import type { Shop } from '@comptoir/contracts/admin/schemas'
import { siteOrigin } from './alternates.ts'

/** The shop and its search for search engines (schema.org WebSite and OnlineStore). */
export function shopData(locale: 'fr' | 'en', shop: Shop | undefined) {
  const home = `${siteOrigin()}/${locale}`
  const id = `${siteOrigin()}/#shop`
  return {
    '@context': 'https://schema.org',
    '@graph': [
      {
        '@type': 'WebSite',
        url: home,
        name: shop?.name ?? 'Comptoir',
        inLanguage: locale,
        publisher: { '@id': id },
        potentialAction: {
          '@type': 'SearchAction',
          target: { '@type': 'EntryPoint', urlTemplate: `${home}/search?q={search_term_string}` },
          'query-input': 'required name=search_term_string',
        },
      },
      {
        '@type': 'OnlineStore',
        '@id': id,
        url: siteOrigin(),
        name: shop?.name ?? 'Comptoir',
        logo: `${siteOrigin()}/favicon.svg`,
        ...(shop && {
          email: shop.email,
          address: shop.address,
          legalName: shop.seller.name,
          vatID: shop.seller.vatNumber,
        }),
      },
    ],
  }
}

export type Crumb = { readonly href: string; readonly text: string }

/** The way to a page for search engines (schema.org BreadcrumbList). `href`: paths of this site. */
export function crumbData(crumbs: readonly Crumb[]) {
  return {
    '@context': 'https://schema.org',
    '@type': 'BreadcrumbList',
    itemListElement: crumbs.map(({ href, text }, at) => ({
      '@type': 'ListItem',
      position: at + 1,
      name: text,
      item: `${siteOrigin()}${href}`,
    })),
  }
}
