import { usePermissions } from '../../session/use-permissions.ts'
import { SectionLinks } from '../../ui/data-list/section-links.tsx'
import { useInvoiceWords } from './use-invoice-words.ts'

/** The lists of documents, of their ways to the platform, and of exports. */
export function InvoiceSections() {
  const { sections } = useInvoiceWords()
  const { may } = usePermissions()
  const transmissions = { to: '/invoices/transmissions', text: sections.transmissions } as const
  const exports = { to: '/invoices/exports', text: sections.exports } as const
  return (
    <SectionLinks
      label={sections.label}
      sections={[
        { to: '/invoices', text: sections.invoices },
        { to: '/invoices/credit-notes', text: sections.creditNotes },
        ...(may('transmissions.read') ? [transmissions] : []),
        ...(may('invoices.export') ? [exports] : []),
      ]}
    />
  )
}
