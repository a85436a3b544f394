import type { TaxRate } from '@comptoir/contracts/billing/schemas'
import type { TaxCountry } from '@comptoir/contracts/billing/tax-schemas'
import { formatDate } from '@comptoir/site/dates'
import { formatRate } from '@comptoir/site/rate'
import { Checkbox } from '@mantine/core'
import { useState } from 'react'
import { useLocale } from '../../../office.tsx'
import { usePermissions } from '../../../session/use-permissions.ts'
import { DangerAction } from '../../../ui/danger-dialog.tsx'
import detail from '../../../ui/detail/detail.module.css'
import { shopDay } from '../../../ui/fields/shop-time.ts'
import { StatusBadge, type StatusTone } from '../../../ui/status-badge.tsx'
import { Wide } from '../../../ui/wide.tsx'
import classes from '../prices.module.css'
import { useTaxWords } from '../use-tax-words.ts'
import { className, placeName } from './rate-names.ts'
import { phaseOf, placeOf, type RatePhase } from './tax-rates.ts'
import { useRateChanges } from './use-tax-country.ts'

const tones: Readonly<Record<RatePhase, StatusTone>> = {
  ...{ over: 'ended', current: 'good', upcoming: 'attention' },
}

/** The rates of a country and its regions: those in force and to come, and those that are over when asked. */
export function RateTable({ table }: { readonly table: TaxCountry }) {
  const { rates: texts } = useTaxWords()
  const [isOverShown, setOverShown] = useState(false)
  const today = shopDay(new Date())
  const rows = table.rates.filter((rate) => isOverShown || phaseOf(rate, today) !== 'over')
  const names = [texts.place, texts.taxClass, texts.rate, texts.from, texts.to, texts.state]
  return (
    <section className={classes['block']}>
      <Checkbox
        label={texts.isOverShown}
        checked={isOverShown}
        onChange={({ currentTarget }) => setOverShown(currentTarget.checked)}
        mb="sm"
      />
      {rows.length === 0 ? <p>{texts.none}</p> : null}
      <Wide label={texts.table}>
        <table className={detail['table']}>
          <caption className="unseen">{texts.table}</caption>
          <thead>
            <tr>
              {names.map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
              <td />
            </tr>
          </thead>
          <tbody>
            {rows.map((rate) => (
              <RateRow
                key={`${placeOf(rate)} ${rate.taxClass} ${rate.validFrom}`}
                rate={rate}
                today={today}
              />
            ))}
          </tbody>
        </table>
      </Wide>
    </section>
  )
}

type RowProps = { readonly rate: TaxRate; readonly today: string }

function RateRow({ rate, today }: RowProps) {
  const texts = useTaxWords()
  const locale = useLocale()
  const { may } = usePermissions()
  const { taxClass, rateBps, validFrom, validTo } = rate
  const phase = phaseOf(rate, today)
  return (
    <tr>
      <td>{placeName(placeOf(rate), locale)}</td>
      <td>{className(taxClass, texts)}</td>
      <td className={detail['amount']}>{formatRate(rateBps, locale)}</td>
      <td>{formatDate(validFrom, 'date', locale)}</td>
      <td>{validTo ? formatDate(validTo, 'date', locale) : ''}</td>
      <td>
        <StatusBadge text={texts.rates.states[phase]} tone={tones[phase]} />
      </td>
      <td>{phase === 'upcoming' && may('taxes.write') ? <TakeBack rate={rate} /> : null}</td>
    </tr>
  )
}

/** Takes back a rate that is not in force yet. */
function TakeBack({ rate }: Pick<RowProps, 'rate'>) {
  const texts = useTaxWords()
  const locale = useLocale()
  const { takeBack } = useRateChanges(rate.countryCode)
  const { taxClass, validFrom, rateBps } = rate
  const place = placeOf(rate)
  const day = formatDate(validFrom, 'date', locale)
  return (
    <DangerAction
      asksWhy={false}
      action={texts.rates.takeBack}
      effect={texts.rates.takeBackEffect(
        ...([placeName(place, locale), className(taxClass, texts)] as const),
        ...([formatRate(rateBps, locale), day] as const),
      )}
      request={`take back ${place} ${taxClass} ${validFrom}`}
      run={() => takeBack({ place, taxClass, validFrom })}
    />
  )
}
