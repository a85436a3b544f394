import { lookUp } from '@comptoir/contracts/look-up'
import type { OrderDraft } from '@comptoir/contracts/orders/by-staff/draft-schemas'
import { readText } from '@comptoir/site/localized'
import { formatMoney } from '@comptoir/site/money'
import { useLocale, useMessages } from '../../../office.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { Wide } from '../../../ui/wide.tsx'
import classes from '../order/order.module.css'
import { useDraftTexts } from './draft-texts.ts'

type Props = { readonly draft: OrderDraft }

/** What a draft comes to by today's prices, and what keeps it from being placed. */
export function DraftQuote({ draft: { quote, problems } }: Props) {
  const texts = useDraftTexts()
  return (
    <section className={classes['block']} aria-label={texts.quote}>
      <h2>{texts.quote}</h2>
      {quote ? <Quote quote={quote} /> : <p>{texts.noQuote}</p>}
      <Missing problems={problems} />
    </section>
  )
}

function Missing({ problems }: Pick<OrderDraft, 'problems'>) {
  const messages = useMessages()
  const texts = useDraftTexts()
  if (problems.length === 0) return null
  return (
    <Notice tone="attention" title={texts.missing}>
      <ul>
        {problems.map(({ code, detail, field }) => (
          <li key={`${code} ${field ?? ''} ${detail}`}>
            {lookUp(messages.problems, code) ?? detail}
            {field ? ` (${lookUp(texts.fields, fieldName(field)) ?? field})` : ''}
          </li>
        ))}
      </ul>
    </Notice>
  )
}

/** How the form calls a field of a draft. */
const fieldName = (field: string): string => {
  const [first = ''] = field.split('.')
  return first === 'shippingAddress' ? 'address' : first
}

function Quote({ quote }: { readonly quote: NonNullable<OrderDraft['quote']> }) {
  const texts = useDraftTexts()
  const locale = useLocale()
  const { lines, totals, shippingLine } = quote
  const sums = [
    {
      name: `${texts.shipping} (${readText(shippingLine.name, locale).text})`,
      amount: totals.shipping,
    },
    { name: texts.total, amount: totals.grandTotal },
    { name: texts.vat, amount: totals.vatTotal },
  ]
  return (
    <Wide label={texts.quote}>
      <table className={classes['table']}>
        <caption className="unseen">{texts.quote}</caption>
        <tbody>
          {lines.map(({ sku, title, quantity, gross }) => (
            <tr key={sku}>
              <th scope="row">
                {quantity} × {readText(title, locale).text}
              </th>
              <td className={classes['amount']}>{formatMoney(gross, locale)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          {sums.map(({ name, amount }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td className={classes['amount']}>{formatMoney(amount, locale)}</td>
            </tr>
          ))}
        </tfoot>
      </table>
    </Wide>
  )
}
