import { services } from '@comptoir/contracts/topology'
import { findBrowser } from '@comptoir/tools/provision/chromium'
import { createApi, eventually } from '../../src/api.ts'
import { startPlatform } from '../../src/platform.ts'
import { provideSurroundings } from './surroundings.ts'

/** Finds a browser, starts one platform with the demo shop for all tests of the sites; Playwright calls what it returns at the end. */
export default async function setUp(): Promise<() => Promise<void>> {
  const browserPath = await findBrowser(console.log)
  const { stop, ...platform } = await startPlatform(
    13_000,
    // a parcel that left cannot be stopped: tests move theirs themselves
    { PARCEL_SIMULATOR: 'off' },
    { isSeeded: true },
  )
  const port = services.storefront.port + platform.portOffset
  const storefrontUrl = process.env['COMPTOIR_STOREFRONT_URL'] ?? `http://localhost:${port}`
  if (platform.isElsewhere && !process.env['COMPTOIR_STOREFRONT_URL'])
    throw new Error('A shop elsewhere needs COMPTOIR_STOREFRONT_URL, or --site URL')
  if (process.env['COMPTOIR_URL'] === undefined) await awaitStock(platform.gatewayUrl)
  const office = `http://localhost:${9010 + platform.portOffset}`
  const officeUrl =
    process.env['COMPTOIR_OFFICE_URL'] ?? (platform.isElsewhere ? undefined : office)
  provideSurroundings({ browserPath, platform, storefrontUrl, officeUrl })
  return () => stop()
}

/** The catalogue hears of the stock of the demo shop a moment after it was loaded. */
async function awaitStock(gatewayUrl: string): Promise<void> {
  const api = createApi(gatewayUrl)
  const listed = async (filter: string) => {
    const query = `limit=1&facets=false${filter}`
    return (await api<{ total: number }>(`GET /api/products?${query}`)).body.total
  }
  const all = await listed('')
  await eventually(
    'all products of the demo shop to be in stock',
    () => listed('&inStock=true'),
    (total) => total === all,
    120_000,
  )
}
