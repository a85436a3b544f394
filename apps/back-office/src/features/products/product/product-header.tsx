import type { deleteProduct, replaceProduct } from '@comptoir/contracts/catalog/product-routes'
import type { ProductView } from '@comptoir/contracts/catalog/schemas'
import { formatDate } from '@comptoir/site/dates'
import type { ReadText } from '@comptoir/site/localized'
import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { RefObject } from 'react'
import { productEn, productFr } from '../../../messages/products/product.ts'
import { productsEn, productsFr } from '../../../messages/products/products.ts'
import { useApi, useLocale, useOffice, useWords } from '../../../office.tsx'
import { usePermissions } from '../../../session/use-permissions.ts'
import { ifMatch } from '../../../ui/actions/if-match.ts'
import { faultsIn } from '../../../ui/form/field-faults.ts'
import { Notice } from '../../../ui/notice.tsx'
import { problemIn } from '../../../ui/problem.ts'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import { StatusBadge } from '../../../ui/status-badge.tsx'
import { useToast } from '../../../ui/toast/use-toast.ts'
import { productInputOf } from '../product-input.ts'
import { productTones } from '../product-tones.ts'
import classes from '../products.module.css'
import { productKey, useKeepProduct } from '../use-product.ts'

type Props = {
  readonly product: ProductView | undefined
  readonly title: ReadText
  readonly heading: RefObject<HTMLHeadingElement | null>
  /** Something is typed and not saved. */
  readonly isDirty: boolean
}

/** Which product it is, its state, and where it may go from here. */
export function ProductHeader({ product, title, heading, isDirty }: Props) {
  const texts = useWords({ fr: productFr, en: productEn })
  const { statuses } = useWords({ fr: productsFr, en: productsEn })
  const locale = useLocale()
  return (
    <header>
      <div className={classes['head']}>
        <h1 ref={heading} tabIndex={-1} lang={title.lang}>
          {title.text}
        </h1>
        {product ? (
          <>
            <StatusBadge text={statuses[product.status]} tone={productTones[product.status]} />
            <ShopLink product={product} />
            <span className={classes['hint']}>
              {texts.changed(formatDate(product.updatedAt, 'moment', locale))}
            </span>
          </>
        ) : null}
      </div>
      {product ? <Steps product={product} isDirty={isDirty} /> : null}
    </header>
  )
}

/** Leads to what shoppers see of a product that is on sale. */
function ShopLink({ product: { slug, status } }: { readonly product: ProductView }) {
  const texts = useWords({ fr: productFr, en: productEn })
  const locale = useLocale()
  const { shopUrl } = useOffice().config
  if (status !== 'active' || shopUrl === undefined) return null
  return (
    <a href={`${shopUrl}/${locale}/p/${slug}`} target="_blank" rel="noopener">
      {texts.inShop}
    </a>
  )
}

type Step = 'publish' | 'archive'

/** Publishes against the version that is shown, or archives it. */
function useStep(product: ProductView) {
  const { call } = useApi()
  const queries = useQueryClient()
  const keep = useKeepProduct()
  const toast = useToast()
  const texts = useWords({ fr: productFr, en: productEn })
  const { productId } = product
  const given = { params: { id: productId }, headers: ifMatch(product.version) }
  return useMutation({
    async mutationFn(step: Step): Promise<void> {
      if (step === 'archive') {
        await call<typeof deleteProduct>('DELETE /api/products/{id}', given)
        return
      }
      const body = { ...productInputOf(product), status: 'active' as const }
      keep(await call<typeof replaceProduct>('PUT /api/products/{id}', { ...given, body }))
    },
    async onSettled() {
      await queries.invalidateQueries({ queryKey: productKey(productId) })
      await queries.invalidateQueries({ queryKey: ['catalog', 'ListProducts'] })
    },
    onSuccess: (_, step) => toast(texts.done[step]),
  })
}

function Steps({ product, isDirty }: Pick<Props, 'isDirty'> & { readonly product: ProductView }) {
  const texts = useWords({ fr: productFr, en: productEn })
  const { may } = usePermissions()
  const step = useStep(product)
  const { status, blockedByStaff = false } = product
  const mayMove = !blockedByStaff || may('catalogue.write')
  const button = (name: Step, text: string) => (
    <Button
      size="xs"
      variant={name === 'publish' ? 'filled' : 'default'}
      disabled={isDirty}
      loading={step.isPending && step.variables === name}
      onClick={() => step.mutate(name)}
    >
      {text}
    </Button>
  )
  return (
    <>
      {blockedByStaff ? <Notice tone="attention">{texts.takenDown}</Notice> : null}
      <div className={classes['actions']}>
        {mayMove && status !== 'active' ? button('publish', texts.publishFrom[status]) : null}
        {mayMove && status !== 'archived' ? button('archive', texts.archive) : null}
        {isDirty ? <span className={classes['hint']}>{texts.saveFirst}</span> : null}
      </div>
      {step.isError ? <StepRefused error={step.error} /> : null}
    </>
  )
}

/** Why it may not go there; what it needs first is said in words. */
function StepRefused({ error }: { readonly error: Error }) {
  const texts = useWords({ fr: productFr, en: productEn })
  const needsCategory = faultsIn(error).some(({ field }) => field === 'categoryIds')
  if (!needsCategory) return <ProblemNote problem={problemIn(error)} />
  return (
    <Notice tone="bad" role="alert">
      {texts.needsCategory}
    </Notice>
  )
}
