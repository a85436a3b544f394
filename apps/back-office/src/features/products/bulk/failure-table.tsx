import type { ProductChangeJob } from '@comptoir/contracts/catalog/product-change-routes'
import { productsEn, productsFr } from '../../../messages/products/products.ts'
import { useWords } from '../../../office.tsx'
import { Wide } from '../../../ui/wide.tsx'
import { ProductName } from '../product-name.tsx'
import classes from '../products.module.css'

type Props = {
  readonly failures: ProductChangeJob['failures']
  readonly total: number
}

/** The products that refuse a change and stay as they are, and why. */
export function FailureTable({ failures, total }: Props) {
  const texts = useWords({ fr: productsFr, en: productsEn })
  if (failures.length === 0) return null
  const caption = texts.bulk.failures(failures.length, total)
  return (
    <Wide label={caption}>
      <table className={classes['table']}>
        <caption>{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{texts.columns.title}</th>
            <th scope="col">{texts.bulk.reason}</th>
          </tr>
        </thead>
        <tbody>
          {failures.map(({ productId, code, reason }) => (
            <tr key={productId}>
              <td>
                <ProductName productId={productId} />
              </td>
              {code ? <td>{texts.bulk.refusals[code]}</td> : <td lang="en">{reason}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </Wide>
  )
}
