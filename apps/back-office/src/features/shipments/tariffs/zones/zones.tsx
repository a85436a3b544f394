import type { ShippingZone, TariffBook } from '@comptoir/contracts/shipping/tariff-schemas'
import { readText } from '@comptoir/site/localized'
import { Button } from '@mantine/core'
import { useState } from 'react'
import { useLocale } from '../../../../office.tsx'
import { usePermissions } from '../../../../session/use-permissions.ts'
import classes from '../../../../ui/detail/detail.module.css'
import { useTariffTexts } from '../tariff-texts.ts'
import { areasText } from './zone-areas.ts'
import { ZoneForm } from './zone-form.tsx'

const longest = 120
const shortened = (text: string) => (text.length > longest ? `${text.slice(0, longest)}…` : text)

/** Where tariffs count: each zone opens where it stands. */
export function Zones({ book: { zones } }: { readonly book: TariffBook }) {
  const texts = useTariffTexts()
  const { may } = usePermissions()
  const [isAdding, setAdding] = useState(false)
  return (
    <section className={classes['block']}>
      <h2>{texts.zones}</h2>
      {zones.map((zone) => (
        <Zone key={zone.zoneId} zone={zone} />
      ))}
      {may('tariffs.write') && !isAdding ? (
        <Button size="xs" variant="default" onClick={() => setAdding(true)}>
          {texts.addZone}
        </Button>
      ) : null}
      {isAdding ? (
        <ZoneForm taken={zones.map(({ zoneId }) => zoneId)} onDone={() => setAdding(false)} />
      ) : null}
    </section>
  )
}

function Zone({ zone }: { readonly zone: ShippingZone }) {
  const texts = useTariffTexts()
  const locale = useLocale()
  const { may } = usePermissions()
  const areas = zone.areas.map((area) =>
    area.postalPrefixes.length === 0
      ? `${area.countryCode} (${texts.wholeCountry})`
      : areasText([area]),
  )
  return (
    <details>
      <summary>
        <strong>{readText(zone.name, locale).text}</strong> ({zone.zoneId}) ·{' '}
        {shortened(areas.join(' · '))}
      </summary>
      {may('tariffs.write') ? <ZoneForm zone={zone} key={areasText(zone.areas)} /> : null}
    </details>
  )
}
