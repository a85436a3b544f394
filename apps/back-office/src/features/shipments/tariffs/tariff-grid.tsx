import type { TariffBook, ZoneTariff } from '@comptoir/contracts/shipping/tariff-schemas'
import { readText } from '@comptoir/site/localized'
import { Link } from '@tanstack/react-router'
import { useLocale } from '../../../office.tsx'
import classes from '../../../ui/detail/detail.module.css'
import { Wide } from '../../../ui/wide.tsx'
import { tariffText } from './tariff-text.ts'
import { useTariffTexts } from './tariff-texts.ts'

/** What each option costs in each zone; where it is not offered, the way to offer it. */
export function TariffGrid({ book }: { readonly book: TariffBook }) {
  const texts = useTariffTexts()
  const locale = useLocale()
  const { options, zones, tariffs } = book
  const of = (optionId: string, zoneId: string) =>
    tariffs.find((one) => one.optionId === optionId && one.zoneId === zoneId)
  return (
    <section className={classes['block']}>
      <h2>{texts.grid}</h2>
      <Wide label={texts.grid}>
        <table className={classes['table']}>
          <caption className="unseen">{texts.grid}</caption>
          <thead>
            <tr>
              <th scope="col">{texts.option}</th>
              {zones.map(({ zoneId, name }) => (
                <th key={zoneId} scope="col">
                  {readText(name, locale).text}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {options.map(({ optionId, name, active }) => (
              <tr key={optionId}>
                <th scope="row">
                  {readText(name, locale).text}
                  {active ? '' : ` (${texts.inactive})`}
                </th>
                {zones.map((zone) => (
                  <td key={zone.zoneId}>
                    <Cell
                      tariff={of(optionId, zone.zoneId)}
                      optionId={optionId}
                      zoneId={zone.zoneId}
                      label={texts.edit(
                        readText(name, locale).text,
                        readText(zone.name, locale).text,
                      )}
                    />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Wide>
    </section>
  )
}

type CellProps = {
  readonly tariff: ZoneTariff | undefined
  readonly optionId: string
  readonly zoneId: string
  readonly label: string
}

function Cell({ tariff, optionId, zoneId, label }: CellProps) {
  const texts = useTariffTexts()
  const locale = useLocale()
  const text = tariff ? tariffText(tariff, texts, locale) : texts.add
  return (
    <>
      {tariff ? null : <span>{texts.notOffered} · </span>}
      <Link
        to="/shipments/tariffs/$optionId/$zoneId"
        params={{ optionId, zoneId }}
        aria-label={`${label} : ${text}`}
      >
        {text}
      </Link>
    </>
  )
}
