import type { ProductView } from '@comptoir/contracts/catalog/schemas'
import { readText } from '@comptoir/site/localized'
import { pictureUrl } from '../../ui/picture.tsx'

/** The product for search engines (schema.org Product with an Offer a variant). */
export function productData(product: ProductView, locale: 'fr' | 'en') {
  const name = readText(product.title, locale).text
  return {
    '@context': 'https://schema.org',
    '@type': 'Product',
    name,
    description: readText(product.description, locale).text,
    ...(product.brand !== undefined && { brand: { '@type': 'Brand', name: product.brand } }),
    image: product.images.map(({ path }) => pictureUrl(path, 1280)),
    offers: product.variants.map(({ sku, price, inStock }) => ({
      '@type': 'Offer',
      sku,
      price: (price.amount / 100).toFixed(2),
      priceCurrency: price.currency,
      availability: `https://schema.org/${inStock ? 'InStock' : 'OutOfStock'}`,
    })),
  }
}
