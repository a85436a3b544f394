import { shipmentIdOf } from '@comptoir/contracts/ids'
import { eventually } from '../../../src/api.ts'
import { type TestPlatform, type Trial, withRetries } from '../../kit/test-platform.ts'

type Scan = { readonly code: string; readonly at: string; readonly location: string }
type Shipment = { readonly status: string; readonly events: readonly Scan[] }

/** What a carrier says of a parcel in good order. */
const codes = ['handed_over', 'out_for_delivery', 'delivered'] as const
/** How it arrives: each scan twice, and the second one after the third. */
const arrival = [0, 0, 2, 1, 2, 1] as const

/** Scans the parcel of an order from hand-over to delivery, twice and out of order; answers what is kept wrong of it. */
export async function scanTwice(platform: TestPlatform, { orderId }: Trial): Promise<string[]> {
  const path = pathOf(orderId)
  await labelled(platform, path)
  const startMs = Date.now()
  const scans = codes.map((code, n) => ({
    ...{ code, at: new Date(startMs + n).toISOString(), location: `Agence ${n}` },
  }))
  for (const n of arrival) await send(platform, path, scans[n])
  const { events } = await readShipment(platform, path)
  const told = events.filter(({ code }) => code !== 'label_created').map(({ code }) => code)
  return told.join() === codes.join() ? [] : [`the scans kept are ${told.join()}`]
}

/** The carrier takes the parcel of an order. */
export async function handOver(platform: TestPlatform, { orderId }: Trial): Promise<void> {
  const path = pathOf(orderId)
  await labelled(platform, path)
  const scan = { code: 'handed_over', at: new Date().toISOString(), location: 'Agence' }
  await send(platform, path, scan)
}

const pathOf = (orderId: string) => `/api/shipments/${shipmentIdOf(orderId)}`

const labelled = (platform: TestPlatform, path: string) =>
  eventually(
    'the label',
    () => readShipment(platform, path),
    ({ status }) => status === 'label_created',
    30_000,
  )

const readShipment = (platform: TestPlatform, path: string) =>
  withRetries(async () => {
    const { status, body } = await platform.api<Shipment>(`GET ${path}`, {
      token: await platform.staff(),
    })
    if (status !== 200) throw new Error(`shipment: ${status}`)
    return body
  })

/** A carrier tries again until its scan is taken. */
async function send(platform: TestPlatform, path: string, scan: Scan | undefined): Promise<void> {
  await withRetries(async () => {
    const token = await platform.staff()
    const { status } = await platform.api(`POST ${path}/tracking-events`, { token, body: scan })
    if (status !== 200) throw new Error(`scan: ${status}`)
  })
}
