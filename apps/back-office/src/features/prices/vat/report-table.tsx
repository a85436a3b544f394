import type { VatSummaryRow } from '@comptoir/contracts/billing/report-schemas'
import { formatMoney } from '@comptoir/site/money'
import { formatRate } from '@comptoir/site/rate'
import { Button } from '@mantine/core'
import { Download } from 'lucide-react'
import type { TaxMessages } from '../../../messages/catalogue/taxes.ts'
import { useLocale } from '../../../office.tsx'
import { csvText } from '../../../ui/data-list/csv.ts'
import { saveFile } from '../../../ui/data-list/save-file.ts'
import detail from '../../../ui/detail/detail.module.css'
import { moneyText } from '../../../ui/fields/money-text.ts'
import { Wide } from '../../../ui/wide.tsx'
import { percentField } from '../percent.ts'
import classes from '../prices.module.css'
import { placeName } from '../rates/rate-names.ts'
import { useTaxWords } from '../use-tax-words.ts'
import { sumKey, type VatSum, vatSums, vatTotals } from './vat-sums.ts'

type Props = {
  readonly rows: readonly VatSummaryRow[]
  /** Of the file. */
  readonly name: string
}

/** What is declared under, in words: flow, rule, country, category and rate. */
function headOf(sum: VatSum, { reports, preview }: TaxMessages, locale: 'fr' | 'en') {
  const place = placeName(sum.region ?? sum.countryCode, locale)
  return [reports.flows[sum.flow], preview.treatments[sum.treatment], place, sum.category] as const
}

/** Each day as a line of a file, amounts in units of the currency. */
function useFile({ rows, name }: Props): () => void {
  const texts = useTaxWords()
  const locale = useLocale()
  const { reports } = texts
  const head = [
    ...[reports.day, reports.flow, reports.treatment, reports.country, reports.category],
    ...[reports.rate, reports.currency, reports.net, reports.vat, reports.gross],
    ...[reports.invoices, reports.creditNotes],
  ]
  return () => {
    const lines = rows.map((row) => [
      ...[row.day, ...headOf(row, texts, locale), percentField(row.vatRateBps, locale)],
      row.currency,
      ...[row.net, row.vat, row.gross].map((amount) => moneyText(amount, row.currency, locale)),
      ...[String(row.invoices), String(row.creditNotes)],
    ])
    const file = new Blob([csvText([head, ...lines], locale)], { type: 'text/csv' })
    saveFile(`${name}.csv`, file)
  }
}

/** The sums of some days by what they are declared under, with what they come to. */
export function ReportTable(props: Props) {
  const { reports: texts } = useTaxWords()
  const save = useFile(props)
  const sums = vatSums(props.rows)
  if (sums.length === 0) return <p>{texts.none}</p>
  const words = [texts.flow, texts.treatment, texts.country, texts.category]
  const amounts = [texts.rate, texts.net, texts.vat, texts.gross, texts.invoices, texts.creditNotes]
  return (
    <>
      <div className={classes['actions']}>
        <span className={classes['hint']}>{texts.rows(props.rows.length)}</span>
        <Button variant="default" leftSection={<Download size={16} aria-hidden />} onClick={save}>
          {texts.export}
        </Button>
      </div>
      <Wide label={texts.title}>
        <table className={detail['table']}>
          <caption className="unseen">{texts.title}</caption>
          <thead>
            <tr>
              {words.map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
              {amounts.map((name) => (
                <th key={name} scope="col" className={detail['amount']}>
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {sums.map((sum) => (
              <SumRow key={sumKey(sum)} sum={sum} />
            ))}
          </tbody>
          <Totals sums={sums} />
        </table>
      </Wide>
    </>
  )
}

function SumRow({ sum }: { readonly sum: VatSum }) {
  const texts = useTaxWords()
  const locale = useLocale()
  const { currency, vatRateBps, net, vat, gross, invoices, creditNotes } = sum
  const money = [net, vat, gross].map((amount) => formatMoney({ amount, currency }, locale))
  const cells = [formatRate(vatRateBps, locale), ...money, invoices, creditNotes]
  return (
    <tr>
      {headOf(sum, texts, locale).map((text) => (
        <td key={text}>{text}</td>
      ))}
      {cells.map((text, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the columns stay
        <td key={at} className={detail['amount']}>
          {text}
        </td>
      ))}
    </tr>
  )
}

function Totals({ sums }: { readonly sums: readonly VatSum[] }) {
  const { reports: texts } = useTaxWords()
  const locale = useLocale()
  return (
    <tfoot>
      {vatTotals(sums).map(({ currency, net, vat, gross }) => (
        <tr key={currency}>
          <th scope="row" colSpan={5} className={detail['amount']}>
            {texts.total(currency)}
          </th>
          {[net, vat, gross].map((amount, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the columns stay
            <td key={at} className={detail['amount']}>
              {formatMoney({ amount, currency }, locale)}
            </td>
          ))}
          <td colSpan={2} />
        </tr>
      ))}
    </tfoot>
  )
}
