import type { ProductImport } from '@comptoir/contracts/catalog/product-import-routes'
import { importsEn, importsFr } from '../../../messages/catalogue/imports.ts'
import { useWords } from '../../../office.tsx'
import detail from '../../../ui/detail/detail.module.css'
import { Wide } from '../../../ui/wide.tsx'

type Props = {
  readonly progress: NonNullable<ProductImport['progress']>
  readonly isDone: boolean
}

/** What was created, changed and left as it is: a file that was imported before changes nothing. */
export function Outcome({ progress: { products, stock, refused }, isDone }: Props) {
  const { run: texts } = useWords({ fr: importsFr, en: importsEn })
  const changes = products.created + products.updated + stock.created + stock.changed
  const rows = [
    [texts.productsRow, products.created, products.updated, products.unchanged, refused],
    [texts.stockRow, stock.created, stock.changed, stock.unchanged, undefined],
  ] as const
  return (
    <>
      {isDone && changes === 0 && refused === 0 ? <p>{texts.nothingChanged}</p> : null}
      <Wide label={texts.outcome}>
        <table className={detail['table']}>
          <caption className="unseen">{texts.outcome}</caption>
          <thead>
            <tr>
              <td />
              {[texts.created, texts.updated, texts.unchanged, texts.refused].map((name) => (
                <th key={name} scope="col" className={detail['amount']}>
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(([name, ...counts]) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                {counts.map((count, at) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: the columns stay
                  <td key={at} className={detail['amount']}>
                    {count}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Wide>
    </>
  )
}
