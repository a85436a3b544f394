import type { previewProductChange } from '@comptoir/contracts/catalog/product-change-routes'
import type { AnswerOf } from '@comptoir/contracts/platform/operation-types'
import { productsEn, productsFr } from '../../../messages/products/products.ts'
import { useLocale, useWords } from '../../../office.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { Wide } from '../../../ui/wide.tsx'
import { ProductName } from '../product-name.tsx'
import classes from '../products.module.css'
import { useCategories } from '../use-categories.ts'
import { differencesOf } from './difference.ts'
import { FailureTable } from './failure-table.tsx'

type Preview = AnswerOf<typeof previewProductChange>
type Props = {
  readonly found: Preview
  /** How many the list said there are. */
  readonly listed: number
}

/** What a change would do: counts of all, the first products before and after, and those that refuse. */
export function PreviewTable({ found, listed }: Props) {
  const { bulk: texts } = useWords({ fr: productsFr, en: productsEn })
  const { selected, changed, failed, samples } = found
  return (
    <>
      <p role="status">{texts.counts({ selected, changed, failed })}</p>
      {selected === listed ? null : (
        <Notice tone="attention">{texts.otherCount(listed, selected)}</Notice>
      )}
      {samples.length > 0 ? <Samples samples={samples} changed={changed} /> : null}
      <FailureTable failures={found.failures} total={failed} />
    </>
  )
}

type SamplesProps = Pick<Preview, 'samples' | 'changed'>

function Samples({ samples, changed }: SamplesProps) {
  const texts = useWords({ fr: productsFr, en: productsEn })
  const locale = useLocale()
  const { nameOf } = useCategories()
  const { bulk } = texts
  const rows = samples.flatMap(({ productId, before, after }) =>
    differencesOf(before, after, { texts, locale, categoryName: nameOf }).map((line, n) => ({
      ...{ ...line, productId, isFirst: n === 0, key: `${productId} ${line.what}` },
    })),
  )
  return (
    <Wide label={bulk.samples(samples.length, changed)}>
      <table className={classes['table']}>
        <caption>{bulk.samples(samples.length, changed)}</caption>
        <thead>
          <tr>
            <th scope="col">{texts.columns.title}</th>
            <th scope="col">{bulk.whatChanges}</th>
            <th scope="col">{bulk.before}</th>
            <th scope="col">{bulk.after}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, productId, isFirst, what, before, after }) => (
            <tr key={key}>
              <td>{isFirst ? <ProductName productId={productId} /> : null}</td>
              <td>{what}</td>
              <td>{before}</td>
              <td>
                <strong>{after}</strong>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Wide>
  )
}
