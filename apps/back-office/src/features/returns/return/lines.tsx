import type { Return } from '@comptoir/contracts/orders/return-schemas'
import { readText } from '@comptoir/site/localized'
import { useLocale } from '../../../office.tsx'
import classes from '../../../ui/detail/detail.module.css'
import { Wide } from '../../../ui/wide.tsx'
import { useReturnTexts } from '../return-texts.ts'

/** The goods of a return: what was announced, and what arrived. */
export function Lines({ ret: { lines, receipt } }: { readonly ret: Return }) {
  const texts = useReturnTexts()
  const locale = useLocale()
  const { lineColumns: columns } = texts
  const arrived = (sku: string) => receipt?.lines.find((line) => line.sku === sku)?.quantity
  return (
    <section className={classes['block']}>
      <h2>{texts.lines}</h2>
      <Wide label={texts.lines}>
        <table className={classes['table']}>
          <caption className="unseen">{texts.lines}</caption>
          <thead>
            <tr>
              <th scope="col">{columns.sku}</th>
              <th scope="col">{columns.title}</th>
              <th scope="col" className={classes['amount']}>
                {columns.announced}
              </th>
              <th scope="col" className={classes['amount']}>
                {columns.arrived}
              </th>
              <th scope="col">{columns.reason}</th>
              <th scope="col">{columns.note}</th>
            </tr>
          </thead>
          <tbody>
            {lines.map(({ sku, title, quantity, reason, note }) => (
              <tr key={sku}>
                <td>{sku}</td>
                <td>{readText(title, locale).text}</td>
                <td className={classes['amount']}>{quantity}</td>
                <td className={classes['amount']}>{arrived(sku) ?? ''}</td>
                <td>{texts.reasons[reason]}</td>
                <td>{note}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Wide>
    </section>
  )
}
