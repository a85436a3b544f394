import { readText } from '@comptoir/site/localized'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { alternatesOf } from '../../../../../features/frame/alternates.ts'
import { described } from '../../../../../features/frame/described.ts'
import { MissingPage } from '../../../../../features/frame/missing-page.tsx'
import { ProductDetail } from '../../../../../features/product/product-detail.tsx'
import { Related } from '../../../../../features/product/related.tsx'
import { productData } from '../../../../../features/product/structured-data.ts'
import { localeOf, messagesOf } from '../../../../../messages/messages.ts'
import { findProduct, relatedTo } from '../../../../../shop/catalogue.ts'
import { noteMoved } from '../../../../../shop/page-tags.ts'
import { Breadcrumb } from '../../../../../ui/breadcrumb.tsx'
import { pictureUrl } from '../../../../../ui/picture.tsx'

type PageProps = {
  readonly params: Promise<{ readonly locale: string; readonly slug: string }>
  readonly searchParams: Promise<{ readonly sku?: string | readonly string[] }>
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { locale: asked, slug } = await params
  const locale = localeOf(asked) ?? 'fr'
  const product = await findProduct(slug)
  if (!product) return {}
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
  const { sku: given } = await searchParams
  const sku = typeof given === 'string' ? given : undefined
  if (product.slug !== slug) noteMoved(addressOf(locale, product.slug, sku))
  const related = await relatedTo(product.productId)
  const { home } = messagesOf(locale)
  const crumbs = product.breadcrumbs.map((crumb) => {
    const { text, lang } = readText(crumb.name, locale)
    return { href: `/${locale}/c/${crumb.slug}`, text, lang }
  })
  const data = JSON.stringify(productData(product, locale)).replaceAll('<', '\\u003c')
  return (
    <>
      <Breadcrumb label={home} crumbs={[{ href: `/${locale}`, text: home }, ...crumbs]} />
      <ProductDetail product={product} locale={locale} sku={sku} />
      <Related products={related} locale={locale} />
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: JSON with every < escaped */}
      <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: data }} />
    </>
  )
}

const addressOf = (locale: string, slug: string, sku: string | undefined): string =>
  `/${locale}/p/${slug}${sku === undefined ? '' : `?${new URLSearchParams({ sku })}`}`
