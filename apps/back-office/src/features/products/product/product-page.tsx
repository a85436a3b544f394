import { getRouteApi } from '@tanstack/react-router'
import { productEn, productFr } from '../../../messages/products/product.ts'
import { useWords } from '../../../office.tsx'
import { Asked } from '../../../ui/asked.tsx'
import { BackLink } from '../../../ui/detail/back-link.tsx'
import classes from '../products.module.css'
import { useProduct } from '../use-product.ts'
import { ProductEditor } from './product-editor.tsx'

const route = getRouteApi('/products/$productId/$tab')

/** A product, or a new one: all that is sold of it, in tabs of one form. Its address names the tab. */
export function ProductPage() {
  const { productId, tab } = route.useParams()
  const texts = useWords({ fr: productFr, en: productEn })
  return (
    <article className={classes['page']}>
      <BackLink to="/products" text={texts.back} />
      {productId === 'new' ? (
        <ProductEditor key="new" tab={tab} product={undefined} />
      ) : (
        <Existing key={productId} productId={productId} tab={tab} />
      )}
    </article>
  )
}

type Props = { readonly productId: string; readonly tab: string }

function Existing({ productId, tab }: Props) {
  const asked = useProduct(productId)
  return <Asked asked={asked}>{(product) => <ProductEditor product={product} tab={tab} />}</Asked>
}
