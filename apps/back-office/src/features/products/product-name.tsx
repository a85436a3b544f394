import { readText } from '@comptoir/site/localized'
import { Link } from '@tanstack/react-router'
import { useLocale } from '../../office.tsx'
import { useProduct } from './use-product.ts'

/** A product by its title once that is read, with the way to it. */
export function ProductName({ productId }: { readonly productId: string }) {
  const locale = useLocale()
  const { data } = useProduct(productId)
  const { text, lang } = data ? readText(data.title, locale) : { text: productId }
  return (
    <Link
      to="/products/$productId/$tab"
      params={{ productId, tab: 'texts' }}
      search={true}
      lang={lang}
    >
      {text}
    </Link>
  )
}
