import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { readPaperSearch } from '../../features/invoices/papers/paper-search.ts'
import { readTransmissionSearch } from '../../features/invoices/transmissions/transmission-search.ts'
import { readListSearch } from '../../ui/data-list/list-search.ts'
import { root } from '../root.ts'

const list = createRoute({
  getParentRoute: () => root,
  path: '/invoices',
  validateSearch: readPaperSearch,
  component: lazyRouteComponent(
    () => import('../../features/invoices/papers/invoices-page.tsx'),
    'InvoicesPage',
  ),
})

/** The list stays below an invoice that is open. */
const invoice = createRoute({
  getParentRoute: () => list,
  path: '/$invoiceId',
  component: lazyRouteComponent(
    () => import('../../features/invoices/papers/invoice-page.tsx'),
    'InvoicePage',
  ),
})

const creditNotes = createRoute({
  getParentRoute: () => root,
  path: '/invoices/credit-notes',
  validateSearch: readPaperSearch,
  component: lazyRouteComponent(
    () => import('../../features/invoices/papers/credit-notes-page.tsx'),
    'CreditNotesPage',
  ),
})

const creditNote = createRoute({
  getParentRoute: () => creditNotes,
  path: '/$creditNoteId',
  component: lazyRouteComponent(
    () => import('../../features/invoices/papers/credit-note-page.tsx'),
    'CreditNotePage',
  ),
})

const transmissions = createRoute({
  getParentRoute: () => root,
  path: '/invoices/transmissions',
  validateSearch: readTransmissionSearch,
  component: lazyRouteComponent(
    () => import('../../features/invoices/transmissions/transmissions-page.tsx'),
    'TransmissionsPage',
  ),
})

const transmission = createRoute({
  getParentRoute: () => transmissions,
  path: '/$documentId',
  component: lazyRouteComponent(
    () => import('../../features/invoices/transmissions/transmission-page.tsx'),
    'TransmissionPage',
  ),
})

const exports = createRoute({
  getParentRoute: () => root,
  path: '/invoices/exports',
  validateSearch: readListSearch,
  component: lazyRouteComponent(
    () => import('../../features/invoices/exports/exports-page.tsx'),
    'ExportsPage',
  ),
})

const newExport = createRoute({
  getParentRoute: () => exports,
  path: '/new',
  component: lazyRouteComponent(
    () => import('../../features/invoices/exports/new-export-page.tsx'),
    'NewExportPage',
  ),
})

const oneExport = createRoute({
  getParentRoute: () => exports,
  path: '/$exportId',
  component: lazyRouteComponent(
    () => import('../../features/invoices/exports/export-page.tsx'),
    'ExportPage',
  ),
})

export const invoices = [
  list.addChildren([invoice]),
  creditNotes.addChildren([creditNote]),
  transmissions.addChildren([transmission]),
  exports.addChildren([newExport, oneExport]),
] as const
