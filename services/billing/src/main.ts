import type { Document } from '@comptoir/dapr/documents/documents'
import { repeat } from '@comptoir/dapr/host/background'
import { createHost } from '@comptoir/dapr/host/host'
import { createBlobs } from '@comptoir/dapr/sidecar/blobs'
import { readConfig } from '@comptoir/service/config'
import { createApp } from './app.ts'
import { configShape } from './config.ts'
import { eraseInvoices } from './erasure.ts'
import { createExporter } from './exports/exporter.ts'
import { createInvoiceExports } from './exports/invoice-export-store.ts'
import type { BillingDocument } from './invoice/invoice.ts'
import { createInvoices, createSeries } from './invoice/invoice-store.ts'
import { createInvoicing } from './invoice/invoicing.ts'
import { createNumbering } from './numbering/numbering.ts'
import { collectInvoices } from './personal-data.ts'
import { platformsOf } from './platform/platforms.ts'
import { createTransmissions } from './platform/transmission-store.ts'
import { createTransmitter } from './platform/transmitter.ts'
import { createInvoiceRenderer } from './printing/invoice-rendering.ts'
import { createSubscribers } from './subscribers.ts'
import { createDistanceCounter } from './taxes/distance-counter.ts'
import { createTaxSettings } from './taxes/tax-settings-store.ts'
import { createTaxRateStore } from './taxes/tax-table-store.ts'
import { readVatId } from './vat-ids/vat-id.ts'
import { createVatIdCheck } from './vat-ids/vat-id-check.ts'
import { createVatIdApprovals, createVatIds } from './vat-ids/vat-id-store.ts'
import { createVies } from './vat-ids/vies.ts'

const config = readConfig(configShape)
const host = await createHost('billing', config)
const { clock, log, store } = host
const invoices = createInvoices(store)
const series = createSeries(store)
const blobs = createBlobs(host.sidecar)
const renderer = createInvoiceRenderer({ invoices, blobs, log })
const exports = createInvoiceExports(store)
const exporter = createExporter({ exports, invoices, blobs, keys: host.keys, clock, log })
const transmissions = createTransmissions(store)
const { settings } = host
const { platform, close: closePlatform } = platformsOf({ config, settings, log })
const transmitter = createTransmitter({
  ...{ invoices, transmissions, blobs, keys: host.keys, clock, log, platform },
  fromDay: config.platformFrom,
})
const issue = createNumbering({ invoices, series, settings, clock })
const issued = ({ id, data }: Document<BillingDocument>) => renderer.soon(id, data)
const invoicing = createInvoicing({ invoices, issue, issued, clock })
const taxRates = createTaxRateStore(store)
const taxSettings = createTaxSettings(store)
const distanceCounter = createDistanceCounter({ invoices, taxSettings, clock, log })
const vatIds = createVatIds(store)
const approvals = createVatIdApprovals(store)
const requester = () => readVatId(settings().seller.vatNumber)
const vies = createVies({ url: config.viesUrl, requester, log })
const checkVatId = createVatIdCheck({ vatIds, approvals, vies, clock })
const app = createApp({
  ...{ ...host, invoices, invoicing, blobs, taxRates, taxSettings, checkVatId },
  ...{ distanceCounter, approvals, exports, transmissions },
  payments: host.clients.payments,
})
await host.run(app, {
  components: ['blobs'],
  subscribers: createSubscribers({ invoicing, invoices }),
  collections: [
    ...[invoices, series, exports, transmissions, taxRates.collection, taxSettings.collection],
    ...[vatIds, approvals],
  ],
  erase: eraseInvoices(invoices),
  personalData: collectInvoices(invoices),
  workers: [
    () => repeat({ name: 'invoice PDFs', everyMs: 5_000, log, run: renderer.sweep }),
    () => repeat({ name: 'invoice exports', everyMs: 5_000, log, run: exporter }),
    () => {
      const stop = repeat({ name: 'transmissions', everyMs: 30_000, log, run: transmitter })
      return async () => {
        await stop()
        closePlatform()
      }
    },
    () => repeat({ name: 'VAT rates', everyMs: 3_600_000, log, run: taxRates.seed }),
    () =>
      repeat({ name: 'distance sales', everyMs: 6 * 3_600_000, log, run: distanceCounter.watch }),
  ],
})
