import { createHost } from '@comptoir/dapr/host/host'
import { createBlobs } from '@comptoir/dapr/sidecar/blobs'
import { readConfig } from '@comptoir/service/config'
import { createApp } from './app.ts'
import { createBillingDesk } from './billing-desk.ts'
import { configShape, sellerOf } from './config.ts'
import { eraseInvoices } from './erasure.ts'
import { createInvoices, createSeries } from './invoice/invoice-store.ts'
import { createNumbering } from './numbering/numbering.ts'
import { createInvoiceRenderer } from './printing/invoice-rendering.ts'
import { createSubscribers } from './subscribers.ts'

const config = readConfig(configShape)
const host = await createHost('billing', config)
const { clock, log, store } = host
const invoices = createInvoices(store)
const series = createSeries(store)
const blobs = createBlobs(host.sidecar)
const renderer = createInvoiceRenderer({ invoices, blobs, log })
const issue = createNumbering({ invoices, series, seller: sellerOf(config), clock })
const desk = createBillingDesk({ invoices, issue, issued: renderer.issued, clock })
const app = createApp({ ...host, invoices, desk, blobs })
await host.run(app, {
  subscribers: createSubscribers({ desk }),
  collections: [invoices, series],
  erase: eraseInvoices(invoices),
  workers: [renderer.start],
})
