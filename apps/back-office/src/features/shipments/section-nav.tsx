import { usePermissions } from '../../session/use-permissions.ts'
import { SectionLinks } from '../../ui/data-list/section-links.tsx'
import { useShipmentTexts } from './shipment-texts.ts'

/** The pages of shipments. */
export function ShipmentSections() {
  const texts = useShipmentTexts()
  const { may } = usePermissions()
  return (
    <SectionLinks
      label={texts.sections}
      sections={[
        { to: '/shipments', text: texts.listPage },
        { to: '/shipments/hand-over', text: texts.handOverPage },
        ...(may('tariffs.read')
          ? [{ to: '/shipments/tariffs', text: texts.tariffsPage } as const]
          : []),
      ]}
    />
  )
}
