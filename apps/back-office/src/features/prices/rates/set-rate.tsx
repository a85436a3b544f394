import type { TaxCountry } from '@comptoir/contracts/billing/tax-schemas'
import { CallError } from '@comptoir/site/call'
import { formatDate } from '@comptoir/site/dates'
import { formatRate } from '@comptoir/site/rate'
import { NativeSelect, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { TaxMessages } from '../../../messages/catalogue/taxes.ts'
import type { Locale } from '../../../messages/messages.ts'
import { useLocale } from '../../../office.tsx'
import { DangerAction } from '../../../ui/danger-dialog.tsx'
import { shopDay } from '../../../ui/fields/shop-time.ts'
import { percentBps } from '../percent.ts'
import classes from '../prices.module.css'
import { useTaxWords } from '../use-tax-words.ts'
import { className, placeName } from './rate-names.ts'
import { placeOf, type RateWish, rateBefore } from './tax-rates.ts'
import { useRateChanges } from './use-tax-country.ts'

type Props = { readonly table: TaxCountry }

/** Sets a rate from a day on: it says which one it follows. */
export function SetRate({ table }: Props) {
  const texts = useTaxWords()
  const locale = useLocale()
  const { countryCode } = table
  const { set } = useRateChanges(countryCode)
  const today = shopDay(new Date())
  const [wish, setWish] = useState<RateWish>({
    ...{ place: countryCode, taxClass: 'standard', validFrom: today, percent: '' },
  })
  async function run(reason: string): Promise<void> {
    const { percent, ...which } = wish
    const bps = percentBps(percent)
    // the field says what is wrong
    if (bps === undefined) throw new CallError('rate', { status: 400, code: 'invalid_request' })
    await set(which, bps, reason)
    setWish({ ...wish, percent: '' })
  }
  return (
    <div className={classes['actions']}>
      <DangerAction
        action={texts.rates.set}
        request={`tax rate ${countryCode}`}
        effect={effectOf(table, wish, { texts, locale })}
        run={run}
        isPrimary
      >
        <RateFields {...{ table, wish, today }} onChange={setWish} />
      </DangerAction>
    </div>
  )
}

type Words = { readonly texts: TaxMessages; readonly locale: Locale }

/** What the wish changes, in a sentence with both rates. */
function effectOf({ rates }: TaxCountry, wish: RateWish, { texts, locale }: Words): string {
  const bps = percentBps(wish.percent)
  if (bps === undefined || wish.validFrom === '') return texts.rates.effectUnknown
  const place = placeName(wish.place, locale)
  const taxClass = className(wish.taxClass, texts)
  const day = formatDate(wish.validFrom, 'date', locale)
  const after = formatRate(bps, locale)
  const before = rateBefore(rates, wish)
  return before === undefined
    ? texts.rates.effectNew(place, taxClass, after, day)
    : texts.rates.effect(place, taxClass, formatRate(before, locale), after, day)
}

type FieldsProps = Props & {
  readonly wish: RateWish
  readonly today: string
  readonly onChange: (wish: RateWish) => void
}

function RateFields({ table, wish, today, onChange }: FieldsProps) {
  const texts = useTaxWords()
  const locale = useLocale()
  const places = [...new Set([table.countryCode, ...table.rates.map(placeOf)])]
  const known = [...Object.keys(texts.rates.classes), ...table.rates.map((rate) => rate.taxClass)]
  const isWrong = wish.percent !== '' && percentBps(wish.percent) === undefined
  return (
    <>
      <NativeSelect
        label={texts.rates.place}
        value={wish.place}
        onChange={({ currentTarget }) => onChange({ ...wish, place: currentTarget.value })}
        data={places.map((value) => ({ value, label: placeName(value, locale) }))}
      />
      <NativeSelect
        label={texts.rates.taxClass}
        value={wish.taxClass}
        onChange={({ currentTarget }) => onChange({ ...wish, taxClass: currentTarget.value })}
        data={[...new Set(known)].map((value) => ({ value, label: className(value, texts) }))}
      />
      <TextInput
        label={texts.rates.day}
        description={texts.rates.dayHelp}
        type="date"
        min={today}
        value={wish.validFrom}
        onChange={({ currentTarget }) => onChange({ ...wish, validFrom: currentTarget.value })}
        required
      />
      <TextInput
        label={texts.rates.percent}
        inputMode="decimal"
        rightSection="%"
        value={wish.percent}
        error={isWrong ? texts.rates.percentFault : undefined}
        onChange={({ currentTarget }) => onChange({ ...wish, percent: currentTarget.value })}
        required
      />
    </>
  )
}
