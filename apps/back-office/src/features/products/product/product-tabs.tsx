import type { FieldFault } from '@comptoir/site/call'
import { Link } from '@tanstack/react-router'
import { productEn, productFr } from '../../../messages/products/product.ts'
import { useWords } from '../../../office.tsx'
import { TabNav, tabProps } from '../../../ui/detail/tab-nav.tsx'
import bar from '../../../ui/detail/tabs.module.css'
import { faultOf } from '../../../ui/form/field-faults.ts'
import classes from '../products.module.css'

/** The tabs in their order, with the fields of the form that stand in each. */
const fieldsOfTab = {
  texts: ['title', 'description', 'brand'],
  variants: ['variants', 'options'],
  images: [],
  prices: [],
  categories: ['categoryIds', 'attributes'],
  seo: ['seo', 'slug'],
  safety: ['safety'],
  sale: [
    ...['visibility', 'taxClass', 'withdrawalExclusion', 'publishAt', 'externalId', 'vendorId'],
  ],
} as const satisfies Readonly<Record<string, readonly string[]>>

export type ProductTab = keyof typeof fieldsOfTab
const tabNames = Object.keys(fieldsOfTab) as ProductTab[]
export const isTab = (name: string): name is ProductTab => tabNames.some((known) => known === name)

type Props = {
  readonly productId: string
  readonly tab: ProductTab
  readonly title: string
  readonly faults: readonly FieldFault[]
}

/** The ways to all that is known of a product; where something was refused is said at its tab. */
export function ProductTabs({ productId, tab, title, faults }: Props) {
  const texts = useWords({ fr: productFr, en: productEn })
  const isWrong = (name: ProductTab) => fieldsOfTab[name].some((own) => faultOf(faults, own))
  return (
    <TabNav label={title}>
      {tabNames.map((name) => (
        <Link
          key={name}
          to="/products/$productId/$tab"
          params={{ productId, tab: name }}
          search={true}
          className={bar['tab']}
          data-wrong={isWrong(name) || undefined}
          {...tabProps(name === tab)}
        >
          {texts.tabs[name]}
          {isWrong(name) ? <span className={classes['wrong']}> {texts.tabWrong}</span> : null}
        </Link>
      ))}
    </TabNav>
  )
}
