import type { Call } from '@comptoir/site/call'
import { expect, it } from 'vitest'
import { readReady } from './read-waiting.ts'

type Input = { readonly query: { readonly status: string; readonly cursor?: string } }

/** A shop with as many pages of shipments in each state. */
function shopWith(pages: Readonly<Record<string, number>>): Call {
  const call = async (_: string, { query: { status, cursor = '1' } }: Input) => {
    const page = Number(cursor)
    const last = pages[status] ?? 0
    const items = Array.from({ length: last > 0 ? 100 : 0 }, (_one, n) => ({
      shipmentId: `${status} ${page} ${n}`,
    }))
    return { items, ...(page < last && { nextCursor: String(page + 1) }) }
  }
  return call as unknown as Call
}

const { signal } = new AbortController()

it('reads each state in which a shipment may have a parcel that is ready', async () => {
  const { shipments, isCut } = await readReady(
    shopWith({ label_created: 2, pending: 1, lost: 1, in_transit: 1 }),
    signal,
  )
  expect(shipments).toHaveLength(400)
  expect(shipments.map(({ shipmentId }) => shipmentId)).toContain('pending 1 0')
  expect(isCut).toBe(false)
})

it('says that it stopped before the end', async () => {
  expect(await readReady(shopWith({ label_created: 10 }), signal)).toMatchObject({ isCut: false })
  const { shipments, isCut } = await readReady(shopWith({ label_created: 11 }), signal)
  expect(shipments).toHaveLength(1_000)
  expect(isCut).toBe(true)
})
