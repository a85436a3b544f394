import type { ProductSummary, ProductView } from '@comptoir/contracts/catalog/schemas'
import { services } from '@comptoir/contracts/topology'
import { describe, expect, it } from 'vitest'
import { eventually } from '../../src/api.ts'
import { openJourney } from '../../src/journey.ts'
import { sell, shelf } from '../../src/shopper.ts'
import { isElsewhere } from '../../src/this-machine.ts'
import { applicant, decide } from '../../src/vendor.ts'

const { api, staff, platform } = await openJourney()

async function page(path: string, headers: Record<string, string> = {}) {
  const origin = `http://127.0.0.1:${services.storefront.port + platform.portOffset}`
  const answer = await fetch(`${origin}${path}`, { headers, redirect: 'manual' })
  return { status: answer.status, headers: answer.headers, text: await answer.text() }
}

/** A cluster shows the storefront at an address of its own. */
describe.skipIf(isElsewhere)('the storefront', () => {
  it('shows a product with its price in both languages, and a change of it within seconds', async () => {
    const sku = await sell(api, staff, { price: 12_345, stock: 3, title: 'Théière de voyage' })
    const { body } = await api<{ items: { slug: string; productId: string }[] }>(
      'GET /api/search?q=Théière de voyage',
    )
    const [product] = body.items
    const path = `/fr/p/${product?.slug}`
    const shown = await page(path)
    expect(shown.status).toBe(200)
    expect(shown.text).toMatch(/<h1[^>]*>Théière de voyage</)
    expect(shown.text).toMatch(/123,45\s€/)
    expect(shown.text).toContain('Plus que 3')
    expect((await page(`/en/p/${product?.slug}`)).text).toContain('€123.45')
    await api(`PUT /api/stock/${sku}`, { token: staff, body: { onHand: 0 } })
    await eventually(
      'the page to say that it is sold out',
      () => page(path),
      ({ text }) => text.includes('Épuisé'),
      15_000,
    )
  })

  it('names who sells a product of a vendor, in both languages, and what changes of it', async () => {
    const { vendorId, application, signInAgain } = await applicant(api)
    for (const step of ['review', 'approve']) await decide(api, staff, vendorId, step)
    const sku = `TRA-${vendorId.slice(-8)}`
    const product = {
      ...{ status: 'active', title: { fr: `Objet ${sku}` }, vendorId },
      categoryIds: [await shelf(api, staff)],
      variants: [{ sku, price: { amount: 2_000, currency: 'EUR' }, weightGrams: 400 }],
    }
    const { body: made } = await eventually(
      'the catalogue to hear of the vendor',
      () => api<{ slug: string }>('POST /api/products', { token: staff, body: product }),
      ({ status }) => status === 201,
    )
    const path = `/p/${made.slug}`
    const shown = await eventually(
      'shoppers to see it',
      () => page(`/fr${path}`),
      ({ text }) => text.includes('Vendu par Atelier Durand'),
    )
    for (const said of [application.legalName, application.siret, application.phone])
      expect(shown.text).toContain(said)
    expect((await page(`/en${path}`)).text).toContain('Sold by Atelier Durand')
    const phone = '+33 4 72 99 99 99'
    const body = { ...application, phone }
    // the approval voids the tokens of before
    const put = async () =>
      await api(`PUT /api/vendors/${vendorId}/details`, { token: await signInAgain(), body })
    await eventually('its details to be taken', put, ({ status }) => status === 200)
    await eventually(
      'the page to have the other number',
      () => page(`/fr${path}`),
      ({ text }) => text.includes(phone),
      15_000,
    )
  })

  it('leads the former address of a product to the present one, and shows what is like it', async () => {
    const skus = [
      await sell(api, staff, { price: 500, stock: 2 }),
      await sell(api, staff, { price: 600, stock: 2 }),
    ]
    const [product, other] = await Promise.all(
      skus.map(async (sku) => {
        const { body } = await api<{ items: ProductSummary[] }>(`GET /api/search?q=${sku}`)
        return body.items[0]
      }),
    )
    const { body: whole } = await api<ProductView>(`GET /api/products/${product?.productId}`, {
      token: staff,
    })
    const { images: _, ...input } = whole
    const slug = `${product?.slug}-renamed`
    const body = { ...input, slug, seo: { title: { fr: 'Renommé' } } }
    const put = await api(`PUT /api/products/${product?.productId}`, { token: staff, body })
    expect(put.status).toBe(200)
    const moved = await page(`/fr/p/${product?.slug}?sku=${skus[0]}`)
    expect([moved.status, moved.headers.get('location')]).toEqual([
      301,
      `/fr/p/${slug}?sku=${skus[0]}`,
    ])
    const shown = await page(`/fr/p/${slug}`)
    expect(shown.text).toContain('<title>Renommé')
    const related = await api<{ items: ProductSummary[] }>(
      `GET /api/products/${slug}/related?limit=24`,
    )
    const ids = related.body.items.map(({ productId }) => productId)
    expect(ids.length).toBeGreaterThan(0)
    expect(ids).not.toContain(product?.productId)
    const chosen = await api<{ items: ProductSummary[] }>(
      `GET /api/products?ids=${other?.productId}&ids=${slug}`,
    )
    expect(chosen.body.items.map(({ productId }) => productId)).toEqual([
      other?.productId,
      product?.productId,
    ])
  })

  it('gives the same page to everyone, from memory, with a policy for its own scripts', async () => {
    const mine = await page('/fr', { cookie: 'comptoir_session=somebody' })
    const again = await page('/fr')
    expect(again.headers.get('etag')).toBe(mine.headers.get('etag'))
    expect(again.headers.get('set-cookie')).toBeNull()
    expect(again.headers.get('content-security-policy')).toContain("script-src 'self' 'sha256-")
    const known = await page('/fr', { 'if-none-match': again.headers.get('etag') ?? '' })
    expect(known.status).toBe(304)
  })

  it('answers what the router of a browser asks for when a link is followed', async () => {
    const answer = await page('/fr/search?sort=newest&_rsc=abc12', { rsc: '1' })
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-type')).toContain('text/x-component')
  })

  it('says truly what is not there', async () => {
    const missing = await page('/en/p/no-such-product')
    expect(missing.status).toBe(404)
    expect(missing.text).toMatch(/<h1>This page does not exist/)
    expect((await page('/de')).status).toBe(404)
  })

  it.each([
    '/fr/search?q=%00',
    '/fr/search?page=99999999',
    '/fr/c/%F0%28',
    '/fr/p/..%2f..%2fetc',
    '/fr/search?attr.a=%',
  ])('stays whole when it is asked for %s', async (path) => {
    const { status, text } = await page(path)
    expect(status).toBeLessThan(500)
    expect(text).not.toMatch(/at .*\.(ts|js):\d+/)
  })
})
