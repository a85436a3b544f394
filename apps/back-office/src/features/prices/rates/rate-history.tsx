import type { TaxCountry, TaxRateChange } from '@comptoir/contracts/billing/tax-schemas'
import { formatDate } from '@comptoir/site/dates'
import { formatRate } from '@comptoir/site/rate'
import { useLocale } from '../../../office.tsx'
import detail from '../../../ui/detail/detail.module.css'
import { PersonName } from '../../../ui/person-name.tsx'
import { Wide } from '../../../ui/wide.tsx'
import classes from '../prices.module.css'
import { useTaxWords } from '../use-tax-words.ts'
import { className, placeName } from './rate-names.ts'

/** Who changed which rate of a country, when and why; newest first. */
export function RateHistory({ table }: { readonly table: TaxCountry }) {
  const { rates: texts } = useTaxWords()
  const names = [texts.at, texts.by, texts.action, texts.rate, texts.reason]
  return (
    <section className={classes['block']}>
      <h2>{texts.history}</h2>
      <Wide label={texts.history}>
        <table className={detail['table']}>
          <caption className="unseen">{texts.history}</caption>
          <thead>
            <tr>
              {names.map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {table.history.toReversed().map((change, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the history only grows at its other end
              <Change key={table.history.length - at} change={change} />
            ))}
          </tbody>
        </table>
      </Wide>
    </section>
  )
}

function Change({ change }: { readonly change: TaxRateChange }) {
  const texts = useTaxWords()
  const locale = useLocale()
  const { at, by, action, reason } = change
  return (
    <tr>
      <td>
        <time dateTime={at}>{formatDate(at, 'moment', locale)}</time>
      </td>
      <td>{by === 'system' ? texts.rates.system : <PersonName userId={by} />}</td>
      <td>{texts.rates.actions[action]}</td>
      <td>
        <Rate change={change} />
      </td>
      <td>{reason}</td>
    </tr>
  )
}

/** Which rate it was, and what it became. */
function Rate({
  change: { place, taxClass, validFrom, rateBps, previousRateBps },
}: {
  readonly change: TaxRateChange
}) {
  const texts = useTaxWords()
  const locale = useLocale()
  if (!place || !taxClass || !validFrom) return null
  const bps = [previousRateBps, rateBps].flatMap((one) =>
    one === undefined ? [] : [formatRate(one, locale)],
  )
  const which = [placeName(place, locale), className(taxClass, texts)]
  return `${[...which, formatDate(validFrom, 'date', locale)].join(' · ')} · ${bps.join(' → ')}`
}
