import type { TariffBook } from '@comptoir/contracts/shipping/tariff-schemas'
import { readText } from '@comptoir/site/localized'
import { getRouteApi } from '@tanstack/react-router'
import { useLocale } from '../../../../office.tsx'
import { BackLink } from '../../../../ui/detail/back-link.tsx'
import { DetailPage } from '../../../../ui/detail/detail-page.tsx'
import { useTariffTexts } from '../tariff-texts.ts'
import { useTariffs } from '../use-tariffs.ts'
import { TariffForm } from './tariff-form.tsx'

const route = getRouteApi('/shipments/tariffs/$optionId/$zoneId')

/** What one option costs in one zone. */
export function TariffPage() {
  const { optionId, zoneId } = route.useParams()
  const texts = useTariffTexts()
  const locale = useLocale()
  const asked = useTariffs()
  const namesIn = ({ options, zones }: TariffBook) => {
    const option = options.find((one) => one.optionId === optionId)
    const zone = zones.find((one) => one.zoneId === zoneId)
    return {
      option: readText(option?.name, locale).text || optionId,
      zone: readText(zone?.name, locale).text || zoneId,
    }
  }
  return (
    <DetailPage
      key={`${optionId} ${zoneId}`}
      asked={asked}
      back={<BackLink to="/shipments/tariffs" text={texts.back} />}
      title={(book) => texts.heading(namesIn(book).option, namesIn(book).zone)}
    >
      {(book) => (
        <TariffForm key={book.version} {...{ book, optionId, zoneId, names: namesIn(book) }} />
      )}
    </DetailPage>
  )
}
