import type { PayoutLine } from '@comptoir/contracts/payments/payout-schemas'
import { useLocale } from '../../../office.tsx'
import classes from '../../../ui/detail/detail.module.css'
import { Wide } from '../../../ui/wide.tsx'
import { usePaymentWords } from '../use-payment-words.ts'
import { lineColumns } from './line-columns.tsx'

/** What a payout is made of. */
export function PayoutLines({ lines }: { readonly lines: readonly PayoutLine[] }) {
  const { payouts: words } = usePaymentWords()
  const locale = useLocale()
  const columns = lineColumns(words, locale)
  const classOf = (isAmount: boolean | undefined) => (isAmount ? classes['amount'] : undefined)
  return (
    <Wide label={words.lines}>
      <table className={classes['table']}>
        <caption className="unseen">{words.lines}</caption>
        <thead>
          <tr>
            {columns.map(({ id, header, isAmount }) => (
              <th key={id} scope="col" className={classOf(isAmount)}>
                {header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.ref}>
              {columns.map(({ id, cell, isAmount }) => (
                <td key={id} className={classOf(isAmount)}>
                  {cell(line)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Wide>
  )
}
