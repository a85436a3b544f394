import { usePermissions } from '../../session/use-permissions.ts'
import { SectionLinks } from '../../ui/data-list/section-links.tsx'
import { usePriceWords } from './use-price-words.ts'

/** What belongs to prices and taxes: each is an address of its own. */
export function PriceSections() {
  const { sections } = usePriceWords()
  const { may } = usePermissions()
  return (
    <SectionLinks
      label={sections.label}
      sections={[
        ...(may('prices.read') ? [{ to: '/prices/lists', text: sections.lists } as const] : []),
        ...(may('taxes.read')
          ? ([
              { to: '/prices/rates', text: sections.rates },
              { to: '/prices/settings', text: sections.settings },
              { to: '/prices/vat-ids', text: sections.vatIds },
              { to: '/prices/reports', text: sections.reports },
            ] as const)
          : []),
      ]}
    />
  )
}
