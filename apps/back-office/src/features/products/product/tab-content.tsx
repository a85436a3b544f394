import type { ProductView } from '@comptoir/contracts/catalog/schemas'
import { productEn, productFr } from '../../../messages/products/product.ts'
import { useWords } from '../../../office.tsx'
import type { Form } from '../../../ui/form/use-form.ts'
import { ImagesTab } from '../images/images-tab.tsx'
import { VariantsTab } from '../variants/variants-tab.tsx'
import { CategoriesTab } from './categories-tab.tsx'
import { PricesTab } from './prices/prices-tab.tsx'
import type { ProductTab } from './product-tabs.tsx'
import type { ProductValues } from './product-values.ts'
import { SafetyTab } from './safety-tab.tsx'
import { SaleTab } from './sale-tab.tsx'
import { SeoTab } from './seo/seo-tab.tsx'
import { TextsTab } from './texts-tab.tsx'

type Props = {
  readonly tab: ProductTab
  readonly form: Form<ProductValues>
  readonly product: ProductView | undefined
  /** Told of the product after its pictures changed. */
  readonly onPictures: (product: ProductView) => void
}

/** What stands in a tab. */
export function TabContent({ tab, form, product, onPictures }: Props) {
  const texts = useWords({ fr: productFr, en: productEn })
  switch (tab) {
    case 'texts':
      return <TextsTab form={form} />
    case 'variants':
      return <VariantsTab form={form} product={product} />
    case 'categories':
      return <CategoriesTab form={form} />
    case 'seo':
      return <SeoTab form={form} />
    case 'safety':
      return <SafetyTab form={form} />
    case 'sale':
      return <SaleTab form={form} />
    case 'images':
      return product ? (
        <ImagesTab product={product} onChanged={onPictures} />
      ) : (
        <p>{texts.createFirst}</p>
      )
    case 'prices':
      return product ? <PricesTab product={product} /> : <p>{texts.createFirst}</p>
  }
}
