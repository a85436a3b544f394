import type { previewTax } from '@comptoir/contracts/billing/tax-routes'
import { countryName } from '@comptoir/site/country-name'
import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useApi, useLocale } from '../../../office.tsx'
import { MoneyField } from '../../../ui/fields/money-field.tsx'
import { shopDay } from '../../../ui/fields/shop-time.ts'
import { problemIn } from '../../../ui/problem.ts'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import classes from '../prices.module.css'
import { useTaxWords } from '../use-tax-words.ts'
import { PreviewResult } from './preview-result.tsx'
import { className } from './rate-names.ts'

type Props = { readonly country: string; readonly countries: readonly string[] }

type Basket = {
  readonly countryCode: string
  readonly postalCode: string
  readonly day: string
  readonly buyer: string
  readonly taxClass: string
  readonly quantity: string
  readonly unitPrice: number | null
  readonly shipping: number | null
}

/** What a basket would cost somewhere on a day, by the rates of that day. */
export function TaxPreview({ country, countries }: Props) {
  const { preview: texts } = useTaxWords()
  const { call } = useApi()
  const [basket, setBasket] = useState<Basket>({
    ...{ countryCode: country, postalCode: '', day: shopDay(new Date()), buyer: '' },
    ...{ taxClass: 'standard', quantity: '1', unitPrice: 10_000, shipping: null },
  })
  const preview = useMutation({
    mutationFn: ({ countryCode, postalCode, day, buyer, shipping, ...line }: Basket) =>
      call<typeof previewTax>('POST /api/tax-rates/preview', {
        body: {
          ...{ destination: { countryCode, postalCode }, day },
          ...(buyer !== '' && { buyerVatCountry: buyer }),
          lines: [
            {
              ...{ taxClass: line.taxClass, quantity: Number(line.quantity) },
              unitPrice: line.unitPrice ?? 0,
            },
          ],
          ...(shipping !== null && { shipping }),
        },
      }),
  })
  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault()
    preview.mutate(basket)
  }
  return (
    <section className={classes['panel']} aria-label={texts.title}>
      <h2>{texts.title}</h2>
      <p className={classes['hint']}>{texts.help}</p>
      <form className={classes['form']} onSubmit={submit}>
        <BasketFields basket={basket} countries={countries} onChange={setBasket} />
        <Button type="submit" loading={preview.isPending}>
          {texts.submit}
        </Button>
      </form>
      {preview.isError ? <ProblemNote problem={problemIn(preview.error)} /> : null}
      <div aria-live="polite">{preview.data ? <PreviewResult preview={preview.data} /> : null}</div>
    </section>
  )
}

type FieldsProps = {
  readonly basket: Basket
  readonly countries: readonly string[]
  readonly onChange: (basket: Basket) => void
}

type Input = { readonly currentTarget: { readonly value: string } }

function BasketFields({ basket, countries, onChange }: FieldsProps) {
  const texts = useTaxWords()
  const locale = useLocale()
  const { preview } = texts
  type Word = Exclude<keyof Basket, 'unitPrice' | 'shipping'>
  const field = (name: Word) => ({
    value: basket[name],
    onChange: ({ currentTarget }: Input) => onChange({ ...basket, [name]: currentTarget.value }),
  })
  const names = countries.map((value) => ({ value, label: countryName(value, locale) }))
  const known = Object.keys(texts.rates.classes)
  return (
    <>
      <div className={classes['fields']}>
        <TextInput
          {...field('countryCode')}
          label={preview.country}
          pattern="[A-Z]{2}"
          maxLength={2}
          required
        />
        <TextInput {...field('postalCode')} label={preview.postalCode} maxLength={16} />
        <TextInput {...field('day')} label={preview.day} type="date" required />
        <NativeSelect
          {...field('buyer')}
          label={preview.buyerVatCountry}
          data={[{ value: '', label: preview.consumer }, ...names]}
        />
      </div>
      <div className={classes['fields']}>
        <NativeSelect
          {...field('taxClass')}
          label={texts.rates.taxClass}
          data={known.map((value) => ({ value, label: className(value, texts) }))}
        />
        <TextInput
          {...field('quantity')}
          label={preview.quantity}
          type="number"
          min={1}
          max={999}
          required
        />
        <MoneyField
          label={preview.unitPrice}
          value={basket.unitPrice}
          currency="EUR"
          onChange={(unitPrice) => onChange({ ...basket, unitPrice })}
          required
        />
        <MoneyField
          label={preview.shipping}
          value={basket.shipping}
          currency="EUR"
          onChange={(shipping) => onChange({ ...basket, shipping })}
        />
      </div>
    </>
  )
}
