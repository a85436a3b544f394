import type {
  CarrierOption,
  TariffBook,
  TariffCarrier,
} from '@comptoir/contracts/shipping/tariff-schemas'
import { readText } from '@comptoir/site/localized'
import { Button } from '@mantine/core'
import { useState } from 'react'
import { useLocale } from '../../../../office.tsx'
import { usePermissions } from '../../../../session/use-permissions.ts'
import classes from '../../../../ui/detail/detail.module.css'
import { useTariffTexts } from '../tariff-texts.ts'
import { CarrierForm } from './carrier-form.tsx'
import { OptionForm } from './option-form.tsx'

/** Who carries, and what they offer: each opens where it stands. */
export function Carriers({ book: { carriers, options } }: { readonly book: TariffBook }) {
  const texts = useTariffTexts()
  const { may } = usePermissions()
  const [isAdding, setAdding] = useState(false)
  return (
    <section className={classes['block']}>
      <h2>{texts.carriers}</h2>
      {carriers.map((carrier) => (
        <Carrier
          key={carrier.code}
          carrier={carrier}
          options={options.filter(({ carrierCode }) => carrierCode === carrier.code)}
          taken={options.map(({ optionId }) => optionId)}
        />
      ))}
      {may('tariffs.write') && !isAdding ? (
        <Button size="xs" variant="default" onClick={() => setAdding(true)}>
          {texts.addCarrier}
        </Button>
      ) : null}
      {isAdding ? (
        <CarrierForm taken={carriers.map(({ code }) => code)} onDone={() => setAdding(false)} />
      ) : null}
    </section>
  )
}

type CarrierProps = {
  readonly carrier: TariffCarrier
  readonly options: readonly CarrierOption[]
  /** The codes of all options, of other carriers too. */
  readonly taken: readonly string[]
}

function Carrier({ carrier, options, taken }: CarrierProps) {
  const texts = useTariffTexts()
  const locale = useLocale()
  const { may } = usePermissions()
  const [isAdding, setAdding] = useState(false)
  const names = options.map(({ name }) => readText(name, locale).text).join(', ')
  return (
    <details>
      <summary>
        <strong>{carrier.name}</strong> ({carrier.code})
        {carrier.active ? '' : ` · ${texts.inactive}`} · {names}
      </summary>
      {may('tariffs.write') ? (
        <>
          <CarrierForm carrier={carrier} key={JSON.stringify(carrier)} />
          <h3>{texts.options(carrier.name)}</h3>
          {options.map((option) => (
            <OptionForm key={JSON.stringify(option)} option={option} carrierCode={carrier.code} />
          ))}
          {isAdding ? (
            <OptionForm carrierCode={carrier.code} taken={taken} onDone={() => setAdding(false)} />
          ) : (
            <Button size="xs" variant="default" onClick={() => setAdding(true)}>
              {texts.addOption}
            </Button>
          )}
        </>
      ) : null}
    </details>
  )
}
