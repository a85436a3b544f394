import { readText } from '@comptoir/site/localized'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { alternatesOf } from '../../../../../features/frame/alternates.ts'
import { MissingPage } from '../../../../../features/frame/missing-page.tsx'
import { ProductDetail } from '../../../../../features/product/product-detail.tsx'
import { productData } from '../../../../../features/product/structured-data.ts'
import { localeOf, messagesOf } from '../../../../../messages/messages.ts'
import { findProduct } from '../../../../../shop/catalogue.ts'
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
  const title = readText(product.title, locale).text
  const description = readText(product.description, locale).text.slice(0, 160)
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
  const { sku } = await searchParams
  const { home } = messagesOf(locale)
  const crumbs = product.breadcrumbs.map((crumb) => {
    const { text, lang } = readText(crumb.name, locale)
    return { href: `/${locale}/c/${crumb.slug}`, text, lang }
  })
  const data = JSON.stringify(productData(product, locale)).replaceAll('<', '\\u003c')
  return (
    <>
      <Breadcrumb label={home} crumbs={[{ href: `/${locale}`, text: home }, ...crumbs]} />
      <ProductDetail
        product={product}
        locale={locale}
        sku={typeof sku === 'string' ? sku : undefined}
      />
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: JSON with every < escaped */}
      <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: data }} />
    </>
  )
}
