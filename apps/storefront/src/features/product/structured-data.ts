import type { ProductView } from '@comptoir/contracts/catalog/schemas'
import { readText } from '@comptoir/site/localized'
import { returnDays, type Shop } from '../../shop/identity.ts'
import { pictureUrl } from '../../ui/picture.tsx'
import { siteOrigin } from '../frame/alternates.ts'

type Facts = {
  readonly product: ProductView
  readonly locale: 'fr' | 'en'
  readonly shop: Shop | undefined
}

/** The product for search engines (schema.org Product with an Offer a variant). */
export function productData({ product, locale, shop }: Facts) {
  const url = `${siteOrigin()}/${locale}/p/${product.slug}`
  return {
    '@context': 'https://schema.org',
    '@type': 'Product',
    name: readText(product.title, locale).text,
    description: readText(product.description, locale).text,
    url,
    ...(product.brand !== undefined && { brand: { '@type': 'Brand', name: product.brand } }),
    image: product.images.map(({ path }) => pictureUrl(path, 1280)),
    offers: product.variants.map((variant) => ({
      '@type': 'Offer',
      sku: variant.sku,
      ...(variant.gtin !== undefined && { gtin: variant.gtin }),
      url: `${url}?${new URLSearchParams({ sku: variant.sku })}`,
      price: (variant.price.amount / 100).toFixed(2),
      priceCurrency: variant.price.currency,
      itemCondition: 'https://schema.org/NewCondition',
      availability: `https://schema.org/${variant.inStock ? 'InStock' : 'OutOfStock'}`,
      ...(shop && { hasMerchantReturnPolicy: returnPolicy(shop, product) }),
    })),
  }
}

/** What the shop says of returns; what nobody can withdraw from is not taken back. */
function returnPolicy(shop: Shop, { withdrawalExclusion }: ProductView) {
  const type = 'MerchantReturnPolicy'
  if (withdrawalExclusion)
    return {
      '@type': type,
      returnPolicyCategory: 'https://schema.org/MerchantReturnNotPermitted',
    }
  return {
    '@type': type,
    returnPolicyCategory: 'https://schema.org/MerchantReturnFiniteReturnWindow',
    merchantReturnDays: returnDays(shop),
    returnMethod: 'https://schema.org/ReturnByMail',
    returnFees: `https://schema.org/${shop.freeReturns ? 'FreeReturn' : 'ReturnFeesCustomerResponsibility'}`,
  }
}
