import { Skeleton } from '@mantine/core'
import { getRouteApi, Link } from '@tanstack/react-router'
import { ArrowLeft } from 'lucide-react'
import { productEn, productFr } from '../../../messages/products/product.ts'
import { useMessages, useWords } from '../../../office.tsx'
import { problemIn } from '../../../ui/problem.ts'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import { StaleNote } from '../../../ui/stale-note.tsx'
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
      <Link to="/products" search={true} className={classes['back']}>
        <ArrowLeft size={16} aria-hidden /> {texts.back}
      </Link>
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
  if (asked.isPending) return <Loading />
  if (!asked.data) {
    return <ProblemNote problem={problemIn(asked.error)} retry={() => void asked.refetch()} />
  }
  return (
    <>
      {asked.isError ? <StaleNote readAt={asked.dataUpdatedAt} /> : null}
      <ProductEditor product={asked.data} tab={tab} />
    </>
  )
}

function Loading() {
  const { frame } = useMessages()
  return (
    <div className="late" aria-busy>
      <span className="unseen">{frame.loading}</span>
      <Skeleton height={32} width={320} mb="md" />
      <Skeleton height={240} />
    </div>
  )
}
