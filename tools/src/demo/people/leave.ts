import type { DataExport, ErasureReceipt } from '@comptoir/contracts/accounts/personal-data-routes'
import type { ShopApi } from '../../shop/shop-api.ts'
import { saveFile } from '../purchase.ts'
import { print, step, waitFor } from '../telling.ts'
import type { Member } from './join.ts'

/** Gets all that the shop holds of somebody, as a file. */
export async function tellExport(shop: ShopApi, { token, password }: Member): Promise<void> {
  const asked = await step('ask for all that the shop holds of the customer', () =>
    shop<DataExport>('POST /api/me/exports', { token, body: { password } }),
  )
  const { parts, link } = await waitFor('wait for every service', {
    read: () => shop<DataExport>(`GET /api/me/exports/${asked.exportId}`, { token }),
    until: ({ status }) => status === 'ready',
  })
  print(`from ${parts.map(({ service }) => service).join(', ')}`)
  const download = () => shop(`GET ${link?.path}`)
  await step('save it', () => saveFile(download, `${asked.exportId}.zip`))
}

/** Erases somebody, and waits until every service has. */
export async function tellErasure(shop: ShopApi, { token, password }: Member): Promise<void> {
  const { receipt } = await step('ask to be forgotten', () =>
    shop<{ receipt: string }>('POST /api/me/erasure', { token, body: { password } }),
  )
  const { services } = await waitFor('wait for every service', {
    read: () => shop<ErasureReceipt>(`GET /api/erasure-receipts/${receipt}`),
    until: ({ completedAt }) => completedAt !== undefined,
  })
  for (const { service, keeps } of services) print(`${service}: ${keeps.fr ?? keeps.en}`)
}
