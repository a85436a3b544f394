import { strFromU8, unzipSync } from 'fflate'
import { type Api, eventually } from '../api.ts'
import type { PlatformAddress } from '../platform.ts'
import { expectStatus, password } from '../shopper.ts'

type Export = { exportId: string; status: string; link?: { path: string } }
type Receipt = { completedAt?: string; services: { service: string; erasedAt?: string }[] }
type Archive = (service: string) => { ids: string[]; text: string }

/** Asks for all that the shop holds of somebody, and waits until every service has answered. */
export async function collect(api: Api, token: string): Promise<Export> {
  const asked = await api<Export>('POST /api/me/exports', { token, body: { password } })
  expectStatus('export', asked, 202)
  const path = `GET /api/me/exports/${asked.body.exportId}`
  const ready = await eventually(
    'every service to answer',
    () => api<Export>(path, { token }),
    ({ body }) => body.status === 'ready',
    30_000,
  )
  return ready.body
}

/** What an archive has of each service. */
export async function readArchive(answer: Response): Promise<Archive> {
  const files = unzipSync(new Uint8Array(await answer.arrayBuffer()))
  return (service) => {
    const text = strFromU8(files[`${service}.json`] ?? new Uint8Array())
    return { text, ids: (JSON.parse(text) as { id: string }[]).map(({ id }) => id) }
  }
}

type Stage = { readonly api: Api; readonly platform: Pick<PlatformAddress, 'gatewayUrl'> }

/** All that the shop holds of somebody, as they get it. */
export async function exportOf({ api, platform }: Stage, token: string): Promise<Archive> {
  const { link } = await collect(api, token)
  return await readArchive(await fetch(`${platform.gatewayUrl}${link?.path}`))
}

/** Erases somebody who asks for it, and waits until it is completed; answers the receipt. */
export async function erase(api: Api, token: string): Promise<Receipt> {
  const asked = await api<{ receipt: string }>('POST /api/me/erasure', {
    ...{ token, body: { password } },
  })
  expectStatus('erasure', asked, 202)
  const { body } = await eventually(
    'every service to erase',
    () => api<Receipt>(`GET /api/erasure-receipts/${asked.body.receipt}`),
    (receipt) => receipt.body.completedAt !== undefined,
    40_000,
  )
  return body
}
