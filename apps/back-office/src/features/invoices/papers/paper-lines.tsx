import type { Invoice } from '@comptoir/contracts/billing/schemas'
import { readText } from '@comptoir/site/localized'
import { formatMoney } from '@comptoir/site/money'
import { formatRate } from '@comptoir/site/rate'
import { useLocale } from '../../../office.tsx'
import classes from '../../../ui/detail/detail.module.css'
import { Wide } from '../../../ui/wide.tsx'
import { useInvoiceWords } from '../use-invoice-words.ts'

type Props = { readonly paper: Invoice }

/** What a document charges, or gives back, line by line. */
export function PaperLines({ paper }: Props) {
  const words = useInvoiceWords()
  const locale = useLocale()
  return (
    <Wide label={words.lines}>
      <table className={classes['table']}>
        <caption className="unseen">{words.lines}</caption>
        <thead>
          <tr>
            <th scope="col">{words.sku}</th>
            <th scope="col">{words.product}</th>
            <th scope="col" className={classes['amount']}>
              {words.quantity}
            </th>
            <th scope="col" className={classes['amount']}>
              {words.unitPrice}
            </th>
            <th scope="col" className={classes['amount']}>
              {words.lineTotal}
            </th>
          </tr>
        </thead>
        <tbody>
          {paper.lines.map(({ sku, title, quantity, unitPrice, gross }) => {
            const { text, lang } = readText(title, locale)
            return (
              <tr key={sku}>
                <td>{sku}</td>
                <td lang={lang}>{text}</td>
                <td className={classes['amount']}>{quantity}</td>
                <td className={classes['amount']}>{formatMoney(unitPrice, locale)}</td>
                <td className={classes['amount']}>{formatMoney(gross, locale)}</td>
              </tr>
            )
          })}
        </tbody>
        <Sums paper={paper} />
      </table>
    </Wide>
  )
}

function Sums({ paper: { totals, shippingLine, currency } }: Props) {
  const words = useInvoiceWords()
  const locale = useLocale()
  const { shipping, vatByRate, vatTotal, grandTotal } = totals
  const net = { amount: grandTotal.amount - vatTotal.amount, currency }
  const rows = [
    { name: `${words.shipping} (${readText(shippingLine.name, locale).text})`, amount: shipping },
    { name: words.net, amount: net },
    ...vatByRate.map(({ vatRateBps, vat }) => ({
      name: words.vatAt(formatRate(vatRateBps, locale)),
      amount: vat,
    })),
    { name: words.total, amount: grandTotal },
  ]
  return (
    <tfoot>
      {rows.map(({ name, amount }) => (
        <tr key={name}>
          <th scope="row" colSpan={4} className={classes['amount']}>
            {name}
          </th>
          <td className={classes['amount']}>{formatMoney(amount, locale)}</td>
        </tr>
      ))}
    </tfoot>
  )
}
