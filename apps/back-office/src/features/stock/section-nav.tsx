import { SectionLinks } from '../../ui/data-list/section-links.tsx'
import { useStockTexts } from './stock-texts.ts'

/** The pages of the stock. */
export function StockSections() {
  const texts = useStockTexts()
  return (
    <SectionLinks
      label={texts.sections}
      sections={[
        { to: '/stock', text: texts.levelsPage },
        { to: '/stock/alerts', text: texts.alertsPage },
        { to: '/stock/receive', text: texts.receivePage },
        { to: '/stock/import', text: texts.importPage },
      ]}
    />
  )
}
