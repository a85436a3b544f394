import { checkout, layoutOf } from '../runner/plan/layout.ts'
import { demoPeople, keptSecrets } from '../runner/plan/secrets.ts'
import { runningNow } from '../runner/process/run-file.ts'
import { UserError } from '../runner/screen/user-error.ts'
import { createShopApi, type ShopApi } from './shop-api.ts'
import { asStaff, type Credentials } from './staff-session.ts'

/** The shop at an address, or the one that runs here, asked as staff. */
export function openShop(
  address: string | undefined,
  find: () => Credentials = findStaff,
): { shop: ShopApi; url: string } {
  const url = findShop(address)
  return { url, shop: asStaff(createShopApi(url), find()) }
}

/** Every item of a list that is paged by cursors; the path may have a query. */
export async function readAll<T>(shop: ShopApi, path: string): Promise<T[]> {
  const items: T[] = []
  for (let cursor: string | undefined = ''; cursor !== undefined; ) {
    const after: string = cursor && `&cursor=${encodeURIComponent(cursor)}`
    const operation = `GET ${path}${path.includes('?') ? '&' : '?'}limit=100${after}`
    type Page = { items: T[]; nextCursor?: string }
    const { body }: { body: Page } = await shop<Page>(operation)
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

/** Who acts as staff: STAFF_EMAIL (default: the demo shop's) and STAFF_PASSWORD, or the staff of the shop of this checkout. */
export const findStaff = (env: NodeJS.ProcessEnv = process.env): Credentials =>
  findPerson('staff', env)

/** Who acts where an administrator is asked for: as named for staff, or the administrator of the shop of this checkout. */
export const findAdmin = (env: NodeJS.ProcessEnv = process.env): Credentials =>
  findPerson('admin', env)

function findPerson(role: 'staff' | 'admin', env: NodeJS.ProcessEnv): Credentials {
  const { STAFF_EMAIL: email = demoPeople[role], STAFF_PASSWORD: given } = env
  if (given) return { email, password: given }
  const password = keptSecrets(layoutOf(checkout).secretsFile)[`${role}Password`]
  if (password) return { email: demoPeople[role], password }
  throw new UserError('Say who asks: STAFF_EMAIL and STAFF_PASSWORD')
}
