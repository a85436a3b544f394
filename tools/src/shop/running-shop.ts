import { checkout, layoutOf } from '../runner/plan/layout.ts'
import { demoPeople, readSecrets } from '../runner/plan/secrets.ts'
import { runningNow } from '../runner/process/run-file.ts'
import { UserError } from '../runner/screen/user-error.ts'
import { createShopApi, type ShopApi } from './shop-api.ts'
import { type Credentials, createStaffSession } from './staff-session.ts'

/** A shop, and the token of the member of staff who asks it. */
export type StaffShop = { readonly shop: ShopApi; readonly token: () => Promise<string> }

/** The shop at an address, or the one that runs here, asked as staff. */
export function openShop(address: string | undefined): StaffShop & { readonly url: string } {
  const url = findShop(address)
  const shop = createShopApi(url)
  return { url, shop, token: createStaffSession(shop, findStaff()) }
}

/** Every item of a list that is paged by cursors. */
export async function readAll<T>({ shop, token }: StaffShop, path: string): Promise<T[]> {
  const items: T[] = []
  for (let cursor: string | undefined = ''; cursor !== undefined; ) {
    const after: string = cursor && `&cursor=${encodeURIComponent(cursor)}`
    const operation = `GET ${path}?limit=100${after}`
    type Page = { items: T[]; nextCursor?: string }
    const { body }: { body: Page } = await shop<Page>(operation, { token: await token() })
    items.push(...body.items)
    cursor = body.nextCursor
  }
  return items
}

/** The address of the shop: as given, or of the one that runs from this checkout. */
export function findShop(url: string | undefined): string {
  if (url !== undefined) return url.replace(/\/+$/, '')
  const run = runningNow(layoutOf(checkout).runFile)
  if (!run) throw new UserError('Comptoir does not run here: `npm start`, or say where with --url.')
  return run.gatewayUrl
}

/** Who acts as staff: STAFF_EMAIL and STAFF_PASSWORD, or the demo shop's staff. */
export function findStaff(
  env: Readonly<Record<string, string | undefined>> = process.env,
): Credentials {
  const { STAFF_EMAIL: email, STAFF_PASSWORD: password } = env
  if (email && password) return { email, password }
  const { staffPassword } = readSecrets(layoutOf(checkout).secretsFile)
  return { email: demoPeople.staff, password: staffPassword }
}
