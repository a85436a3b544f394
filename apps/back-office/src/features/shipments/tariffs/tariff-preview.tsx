import type { previewTariffs } from '@comptoir/contracts/shipping/tariff-routes'
import type {
  CarrierOption,
  TariffPreview as Preview,
  ZoneTariff,
} from '@comptoir/contracts/shipping/tariff-schemas'
import { readText } from '@comptoir/site/localized'
import { formatMoney } from '@comptoir/site/money'
import { Button, Group, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useApi, useLocale } from '../../../office.tsx'
import classes from '../../../ui/detail/detail.module.css'
import { MoneyField } from '../../../ui/fields/money-field.tsx'
import { problemIn } from '../../../ui/problem.ts'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import { Wide } from '../../../ui/wide.tsx'
import { useTariffTexts } from './tariff-texts.ts'

type Props = {
  readonly options: readonly CarrierOption[]
  /** A tariff to try in place of the one of today. */
  readonly tried?: ZoneTariff
}

const usual = { countryCode: 'FR', postalCode: '69002', weightGrams: '1000' }

/** What a basket would cost to ship: by the tariffs of today, and with one that is being written. */
export function TariffPreview({ options, tried }: Props) {
  const texts = useTariffTexts()
  const { call } = useApi()
  const [basket, setBasket] = useState(usual)
  const [total, setTotal] = useState<number | null>(3_000)
  const trying = useMutation({
    mutationFn: () =>
      call<typeof previewTariffs>('POST /api/shipping-tariffs/preview', {
        body: {
          countryCode: basket.countryCode.trim().toUpperCase(),
          postalCode: basket.postalCode.trim(),
          weightGrams: Number(basket.weightGrams) || 0,
          itemsTotal: { amount: total ?? 0, currency: 'EUR' },
          tariffs: tried ? [tried] : [],
        },
      }),
  })
  const field = (name: keyof typeof usual) => ({
    value: basket[name],
    onChange: ({ currentTarget }: { readonly currentTarget: { readonly value: string } }) =>
      setBasket({ ...basket, [name]: currentTarget.value }),
  })
  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault()
    trying.mutate()
  }
  return (
    <section className={classes['block']}>
      <h2>{texts.preview}</h2>
      <p className={classes['hint']}>{texts.previewText}</p>
      <form onSubmit={submit}>
        <Group align="flex-end" mb="sm">
          <TextInput
            label={texts.country}
            required
            maxLength={2}
            w={140}
            {...field('countryCode')}
          />
          <TextInput label={texts.postalCode} maxLength={16} w={120} {...field('postalCode')} />
          <TextInput
            label={texts.grams}
            inputMode="numeric"
            pattern="\d{1,7}"
            w={120}
            {...field('weightGrams')}
          />
          <MoneyField label={texts.itemsTotal} value={total} onChange={setTotal} currency="EUR" />
          <Button type="submit" variant="default" loading={trying.isPending}>
            {texts.tryIt}
          </Button>
        </Group>
      </form>
      {trying.isError ? <ProblemNote problem={problemIn(trying.error)} /> : null}
      {trying.data ? <Prices preview={trying.data} options={options} /> : null}
    </section>
  )
}

type PricesProps = Pick<Props, 'options'> & { readonly preview: Preview }

function Prices({ preview, options }: PricesProps) {
  const texts = useTariffTexts()
  const locale = useLocale()
  if (preview.zoneId === undefined) return <p role="status">{texts.noZone}</p>
  const nameOf = (optionId: string) =>
    readText(options.find((option) => option.optionId === optionId)?.name, locale).text || optionId
  return (
    <Wide label={texts.preview}>
      <table className={classes['table']}>
        <caption>
          {texts.zone} : {preview.zoneId}
        </caption>
        <thead>
          <tr>
            <th scope="col">{texts.option}</th>
            <th scope="col" className={classes['amount']}>
              {texts.today}
            </th>
            <th scope="col" className={classes['amount']}>
              {texts.tried}
            </th>
            <th scope="col" className={classes['amount']}>
              {texts.parcels}
            </th>
          </tr>
        </thead>
        <tbody>
          {preview.options.map(({ optionId, active, price, priceToday, parcels }) => (
            <tr key={optionId}>
              <td>
                {nameOf(optionId)}
                {active ? '' : ` (${texts.inactive})`}
              </td>
              <td className={classes['amount']}>
                {priceToday ? formatMoney(priceToday, locale) : texts.notOffered}
              </td>
              <td className={classes['amount']}>{formatMoney(price, locale)}</td>
              <td className={classes['amount']}>{parcels}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Wide>
  )
}
