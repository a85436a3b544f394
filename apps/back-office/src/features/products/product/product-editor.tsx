import type { createProduct, replaceProduct } from '@comptoir/contracts/catalog/product-routes'
import type { ProductView } from '@comptoir/contracts/catalog/schemas'
import { CallError } from '@comptoir/site/call'
import { readText } from '@comptoir/site/localized'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useMemo, useRef } from 'react'
import { productEn, productFr } from '../../../messages/products/product.ts'
import { useApi, useLocale, useWords } from '../../../office.tsx'
import { usePermissions } from '../../../session/use-permissions.ts'
import { ifMatch } from '../../../ui/actions/if-match.ts'
import { takeFocus } from '../../../ui/detail/take-focus.ts'
import { SaveBar } from '../../../ui/form/save-bar.tsx'
import { isSame } from '../../../ui/form/three-way.ts'
import { type Form, useForm } from '../../../ui/form/use-form.ts'
import { useSave } from '../../../ui/form/use-save.ts'
import { useKeepProduct, useReadProduct } from '../use-product.ts'
import { rowFaults } from '../variants/variant-row.ts'
import { ProductHeader } from './product-header.tsx'
import { isTab, type ProductTab, ProductTabs } from './product-tabs.tsx'
import {
  fieldOfProduct,
  newProduct,
  type ProductValues,
  productOf,
  productValues,
} from './product-values.ts'
import { useShownValue } from './shown-value.ts'
import { TabContent } from './tab-content.tsx'

type Props = { readonly product: ProductView | undefined; readonly tab: string }

/** The form of a product. All tabs are of one form: what is typed in one waits while another is open. */
export function ProductEditor({ product, tab: named }: Props) {
  const texts = useWords({ fr: productFr, en: productEn })
  const locale = useLocale()
  const tab: ProductTab = isTab(named) ? named : 'texts'
  const id = product?.productId ?? 'new'
  const saved = useMemo(() => (product ? productValues(product) : newProduct), [product])
  const form = useForm<ProductValues>({
    ...{ name: `product ${id}`, saved, version: product?.version, fieldOf: fieldOfProduct },
  })
  const saving = useSaveProduct(form, product, tab)
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => takeFocus(heading.current), [])
  const show = useShownValue()
  const title = product ? readText(product.title, locale) : { text: texts.newTitle }
  return (
    <form onSubmit={saving.submit}>
      <ProductHeader {...{ product, title, heading }} isDirty={form.isDirty} />
      <ProductTabs productId={id} tab={tab} faults={form.faults} title={title.text} />
      <TabContent {...{ tab, form, product }} onPictures={(now) => goOn(form, now)} />
      <SaveBar
        saving={saving}
        labels={texts.fields}
        within={`/products/${id}/`}
        show={show}
        {...(product === undefined && { action: texts.create })}
      />
    </form>
  )
}

/** Pictures are no field of the form: what is typed goes on against the new version, unless the fields changed with it. */
function goOn(form: Form<ProductValues>, now: ProductView): void {
  const theirs = productValues(now)
  if (!form.isDirtyNow() || !isSame(form.begun().base, theirs)) return
  form.rebase(theirs, now.version, form.values)
}

function useSaveProduct(
  form: Form<ProductValues>,
  product: ProductView | undefined,
  tab: ProductTab,
) {
  const { call } = useApi()
  const { may } = usePermissions()
  const navigate = useNavigate()
  const keep = useKeepProduct()
  const read = useReadProduct()
  const isStaff = may('catalogue.write')
  return useSave<ProductValues, ProductView>(form, {
    isNew: product === undefined,
    save: async (values, version) => {
      const errors = rowFaults(values.variants)
      // also of rows that no tab or filter shows now
      if (errors.length > 0)
        throw new CallError('ReplaceProduct', { status: 400, code: 'invalid_request', errors })
      const body = productOf(values, isStaff, product)
      if (!product) return call<typeof createProduct>('POST /api/products', { body })
      const headers = ifMatch(version)
      const params = { id: product.productId }
      return call<typeof replaceProduct>('PUT /api/products/{id}', { params, headers, body })
    },
    async onSaved(answer) {
      keep(answer)
      if (product) return
      const params = { productId: answer.productId, tab }
      await navigate({ to: '/products/$productId/$tab', params, search: true, replace: true })
    },
    ...(product && {
      latest: async () => {
        const now = await read(product.productId)
        keep(now)
        return { values: productValues(now), version: now.version }
      },
    }),
  })
}
