import type { ProductView } from '@comptoir/contracts/catalog/schemas'
import { readText } from '@comptoir/site/localized'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { alternatesOf } from '../../../../../features/frame/alternates.ts'
import { described } from '../../../../../features/frame/described.ts'
import { MissingPage } from '../../../../../features/frame/missing-page.tsx'
import { crumbData } from '../../../../../features/frame/structured-data.ts'
import { ProductDetail } from '../../../../../features/product/product-detail.tsx'
import { Related } from '../../../../../features/product/related.tsx'
import { productData } from '../../../../../features/product/structured-data.ts'
import { type Locale, localeOf, messagesOf } from '../../../../../messages/messages.ts'
import { findProduct, relatedTo, traderOf } from '../../../../../shop/catalogue.ts'
import { readIdentity } from '../../../../../shop/identity.ts'
import { noteMoved } from '../../../../../shop/page-tags.ts'
import { Breadcrumb } from '../../../../../ui/breadcrumb.tsx'
import { JsonLd } from '../../../../../ui/json-ld.tsx'
import { pictureUrl } from '../../../../../ui/picture.tsx'

type PageProps = {
  readonly params: Promise<{ readonly locale: string; readonly slug: string }>
  readonly searchParams: Promise<{ readonly sku?: string | readonly string[] }>
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { locale: asked, slug } = await params
  const locale = localeOf(asked) ?? 'fr'
  const product = await findProduct(slug)
  if (product?.status !== 'active') return {}
  const title = readText(product.seo?.title ?? product.title, locale).text
  const description = described(product.seo?.description ?? product.description, locale)
  const [image] = product.images
  return {
    title,
    description,
    alternates: alternatesOf(locale, `/p/${product.slug}`),
    openGraph: {
      ...{ title, description, type: 'website' },
      ...(image && { images: [pictureUrl(image.path, 1280)] }),
    },
  }
}

export default async function ProductRoute({ params, searchParams }: PageProps) {
  const { locale: asked, slug } = await params
  const locale = localeOf(asked)
  if (!locale) notFound()
  const product = await findProduct(slug)
  if (!product) return <MissingPage locale={locale} />
  if (product.status !== 'active')
    return <MissingPage locale={locale} gone={goneOf(product, locale)} />
  const { sku: given } = await searchParams
  const sku = typeof given === 'string' ? given : undefined
  if (product.slug !== slug) noteMoved(addressOf(locale, product.slug, sku))
  const [related, shop, trader] = await Promise.all([
    relatedTo(product.productId),
    readIdentity(),
    traderOf(product.vendorId),
  ])
  const { home } = messagesOf(locale)
  const trail = [
    { href: `/${locale}`, text: home },
    ...product.breadcrumbs.map((crumb) => ({
      href: `/${locale}/c/${crumb.slug}`,
      ...readText(crumb.name, locale),
    })),
  ]
  const here = { href: `/${locale}/p/${product.slug}`, ...readText(product.title, locale) }
  return (
    <>
      <Breadcrumb label={home} crumbs={trail} />
      <ProductDetail {...{ product, locale, sku, shop, trader }} />
      <Related products={related} locale={locale} />
      <JsonLd data={productData({ product, locale, shop })} />
      <JsonLd data={crumbData([...trail, here])} />
    </>
  )
}

/** Of a product that is no longer sold: its name, and the shelf that it was on. */
function goneOf({ title, breadcrumbs }: ProductView, locale: Locale) {
  const shelf = breadcrumbs.at(-1)
  return {
    title: readText(title, locale).text,
    ...(shelf && { shelf: { slug: shelf.slug, name: readText(shelf.name, locale).text } }),
  }
}

const addressOf = (locale: string, slug: string, sku: string | undefined): string =>
  `/${locale}/p/${slug}${sku === undefined ? '' : `?${new URLSearchParams({ sku })}`}`
