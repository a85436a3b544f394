import { exportFec } from '@comptoir/contracts/billing/report-routes'
import type { ServiceApp } from '@comptoir/service/app'
import { entriesBetween } from '../accounting/booked-documents.ts'
import { fecHeader, fecLinesOf, fecNameOf, inOrderOfDays } from '../accounting/fec.ts'
import type { JournalEntry } from '../accounting/journal-entries.ts'
import { settlementEntriesBetween } from '../accounting/settlements.ts'
import type { Deps } from '../deps.ts'

type FecDeps = Pick<Deps, 'invoices' | 'settings' | 'payments'>

/** The accounting entries of a financial year, as the tax administration asks for them: for staff. */
export function addFecRoutes(app: ServiceApp, { invoices, settings, payments }: FecDeps): void {
  app.openapi(exportFec, async (c) => {
    const days = c.req.valid('query')
    const { siren } = settings().seller
    const [ofPapers, ofProviders] = await Promise.all([
      entriesBetween(invoices, days),
      settlementEntriesBetween(payments, days),
    ])
    const entries = inOrderOfDays([...ofPapers, ...ofProviders])
    return new Response(ReadableStream.from(linesOf(entries)), {
      headers: {
        'content-type': 'text/tab-separated-values; charset=utf-8',
        'content-disposition': `attachment; filename="${fecNameOf(siren, days.to)}"`,
        'cache-control': 'private, no-store',
      },
    })
  })
}

const atOnce = 500

function* linesOf(entries: readonly JournalEntry[]): Generator<Uint8Array> {
  const encoder = new TextEncoder()
  yield encoder.encode(fecHeader)
  for (let at = 0; at < entries.length; at += atOnce) {
    const some = entries.slice(at, at + atOnce)
    yield encoder.encode(some.map((entry, n) => fecLinesOf(entry, at + n + 1)).join(''))
  }
}
