import { Link } from '@tanstack/react-router'
import { Asked } from '../../../ui/asked.tsx'
import { ListStack } from '../../../ui/data-list/list-stack.tsx'
import { BackLink } from '../../../ui/detail/back-link.tsx'
import { PlainPage } from '../../../ui/detail/plain-page.tsx'
import { Carriers } from './carriers/carriers.tsx'
import { TariffGrid } from './tariff-grid.tsx'
import { TariffHistory } from './tariff-history.tsx'
import { TariffPreview } from './tariff-preview.tsx'
import { useTariffTexts } from './tariff-texts.ts'
import { useTariffs } from './use-tariffs.ts'
import { Zones } from './zones/zones.tsx'

/** What delivery costs, who carries, and where: with the tariff that is open on top. */
export function TariffsPage() {
  return <ListStack>{() => <Tariffs />}</ListStack>
}

function Tariffs() {
  const texts = useTariffTexts()
  const asked = useTariffs()
  return (
    <PlainPage back={<BackLink to="/shipments" text={texts.backToShipments} />} title={texts.title}>
      <p>{texts.text}</p>
      <p>
        <Link to="/shipments/tariffs/import">{texts.import.link}</Link>
      </p>
      <Asked asked={asked}>
        {(book) => (
          <>
            <TariffGrid book={book} />
            <TariffPreview options={book.options} />
            <Carriers book={book} />
            <Zones book={book} />
            <TariffHistory book={book} />
          </>
        )}
      </Asked>
    </PlainPage>
  )
}
