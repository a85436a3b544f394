import { join } from 'node:path'
import { repeat } from '@comptoir/dapr/host/background'
import { createHost } from '@comptoir/dapr/host/host'
import { visitorAddress } from '@comptoir/service/auth/address-behind-proxies'
import { createVisitorStatements } from '@comptoir/service/auth/visitor-address'
import next from 'next'
import { apiOrigin } from './api-origin.ts'
import { createApp } from './server/app.ts'
import { createBff } from './server/bff/bff.ts'
import { createCatalogueEvents } from './server/catalogue-events.ts'
import { readStorefrontConfig } from './server/config.ts'
import { createHearing } from './server/hearing.ts'
import { createPageMemory } from './server/pages/page-memory.ts'
import { measurePages } from './server/pages/page-metrics.ts'
import { createPersonalPages } from './server/pages/personal-page.ts'
import { createRender, type NextHandler } from './server/pages/render.ts'
import { createPages } from './server/pages/serve-page.ts'
import { readStaticFiles } from './server/static-files.ts'
import { call } from './shop/shop.ts'

const config = readStorefrontConfig()
const host = await createHost('storefront', config)
const { log, sidecar } = host
const root = join(import.meta.dirname, '..')
const isDevelopment = config.siteMode === 'development'
const site = next({ dev: isDevelopment, dir: root })
await site.prepare()
const handler = site.getRequestHandler() as unknown as NextHandler
const memory = createPageMemory({ maxBytes: config.pageMemoryBytes })
measurePages(memory)
const { broadcasts, missed } = createCatalogueEvents({ memory })
const hearing = createHearing({ sidecar, missed })
const imageOrigin = new URL(config.publicImageUrl).origin
const bff = createBff({
  secret: config.sessionSecret ?? config.appApiToken,
  siteUrl: config.publicSiteUrl,
  apiOrigin,
  addressOf: visitorAddress(config.trustedProxyHops),
  stateAddress: createVisitorStatements(config),
  log,
})
const pages = createPages({
  memory,
  render: createRender(handler),
  imageOrigin,
  hearsEvents: hearing.hears,
  onError: (err, url) => log.warn({ err, url }, 'the page could not be rendered again'),
})
const seo = { call, origin: config.publicSiteUrl }
const personal = createPersonalPages({ bff, next: handler, imageOrigin, log })
const files = isDevelopment ? () => undefined : readStaticFiles(join(root, '.next/static'))
await host.run(createApp({ ...host, pages, personal, bff, seo, files, next: handler }), {
  broadcasts,
  workers: [() => repeat({ name: 'hearing', everyMs: 1_000, log, run: hearing.check })],
})
