import { describe, expect, it } from 'vitest'
import { robots, sitemap, sitemapIndex } from './sitemap.ts'

const origin = 'https://shop.example'

describe('the sitemaps', () => {
  it('are one for the pages and one for each thousand products, in each language', () => {
    const listed = [...sitemapIndex(origin, 1_001).matchAll(/<loc>([^<]+)</g)].map(([, one]) => one)
    expect(listed).toEqual(
      ['fr', 'en'].flatMap((locale) =>
        ['pages', 'products-1', 'products-2'].map(
          (name) => `${origin}/sitemaps/${locale}-${name}.xml`,
        ),
      ),
    )
    expect(sitemapIndex(origin, 0)).toContain('fr-products-1.xml')
  })

  it('name each address with its counterpart, in letters that XML takes', () => {
    const changedAt = '2026-11-30T08:00:00.000Z'
    const text = sitemap({ origin, locale: 'en' }, [{ path: '' }, { path: '/p/a&b', changedAt }])
    expect(text).toContain(`<loc>${origin}/en</loc><xhtml:link`)
    expect(text).toContain(`</loc><lastmod>${changedAt}</lastmod><xhtml:link`)
    expect(text).toContain(`<loc>${origin}/en/p/a&#38;b</loc>`)
    expect(text).toContain(`hreflang="fr" href="${origin}/fr/p/a&#38;b"`)
    expect(text).toContain(`hreflang="x-default" href="${origin}/fr/p/a&#38;b"`)
  })
})

describe('robots.txt', () => {
  it('closes what is a visitor’s own, and names the sitemap', () => {
    const text = robots(origin)
    expect(text).toContain('Disallow: /bff/\n')
    expect(text).toContain('Disallow: /en/checkout\n')
    expect(text).toContain(`Sitemap: ${origin}/sitemap.xml`)
    expect(text).not.toMatch(/Disallow: \/(fr|en)\/(p|c)\b/)
  })
})
