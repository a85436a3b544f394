import { ParcelDivision } from '@comptoir/contracts/shipping/schemas'
import { textOf } from '@comptoir/pdf/test/pdf-content'
import { describe, expect, it } from 'vitest'
import { createTestDispatch } from '../../test/dispatch.ts'
import { sampleOrder } from '../../test/sample-order.ts'
import { divideParcels } from '../shipment/parcel-division.ts'
import { attachLabels, type LiveShipment, recordTracking } from '../shipment/shipment.ts'

const [A, B] = ['SKU-1', 'SKU-2'] as const
const lines = [
  { quantity: 1, weightGrams: 2_000 },
  { quantity: 2, weightGrams: 500 },
]

async function createShipping() {
  const test = createTestDispatch()
  await test.dispatch.create(sampleOrder({ lines }))
  await test.renderer.idle()
  const divide = async (...parcels: [string, number][][]) => {
    const division = ParcelDivision.parse({
      by: 'hand',
      parcels: parcels.map((given) => ({
        lines: given.map(([sku, quantity]) => ({ sku, quantity })),
      })),
    })
    await test.dispatch.change('shp_01', (state, now) => divideParcels(state, division, now))
    await test.renderer.idle()
  }
  const read = async () => (await test.shipments.get('shp_01'))?.data as LiveShipment
  const printed = async () => {
    const { parcels } = await read()
    const files = parcels.map(({ label }) => test.blobs.get(label?.sha256 ?? ''))
    const texts = await Promise.all(files.map(async (file) => textOf((await file) ?? Buffer.of())))
    return texts.map((text) => /\d+ \/ \d+/.exec(text)?.[0])
  }
  return { ...test, divide, read, printed }
}

describe('the place that a label says', () => {
  it('is right after a division, also on the label of a parcel whose contents stay the same', async () => {
    const { divide, printed, read, passSeconds } = await createShipping()
    expect(await printed()).toEqual(['1 / 1'])
    passSeconds(60)
    await divide([[A, 1]], [[B, 2]])
    expect(await printed()).toEqual(['1 / 2', '2 / 2'])
    const { trackingNumber } = (await read()).parcels[0] ?? {}
    passSeconds(60)
    await divide([[A, 1]], [[B, 1]], [[B, 1]])
    expect(await printed()).toEqual(['1 / 3', '2 / 3', '3 / 3'])
    expect((await read()).parcels[0]?.trackingNumber).toBe(trackingNumber)
    expect((await read()).status).toBe('label_created')
  })

  it('does not count a parcel that is not needed any more', async () => {
    const { divide, printed, passSeconds } = await createShipping()
    passSeconds(60)
    await divide([[A, 1]], [[B, 1]], [[B, 1]])
    passSeconds(60)
    await divide([[A, 1]], [[B, 2]])
    expect(await printed()).toEqual(['1 / 2', '2 / 2', undefined])
  })

  it('stays on the label of a parcel that has left', async () => {
    const { divide, printed, read, shipments, passSeconds, clock } = await createShipping()
    passSeconds(60)
    await divide([[A, 1]], [[B, 2]])
    const { trackingNumber } = (await read()).parcels[0] ?? {}
    passSeconds(60)
    const at = clock().toISOString()
    await shipments.update('shp_01', (state) =>
      recordTracking(state, [{ code: 'handed_over', at, trackingNumber }], at),
    )
    await divide([[B, 1]], [[B, 1]])
    expect(await printed()).toEqual(['1 / 2', '2 / 3', '3 / 3'])
  })

  it('keeps no label that was drawn before a division changed its place', async () => {
    const { divide, read } = await createShipping()
    await divide([[A, 1]], [[B, 2]])
    const shipment = await read()
    const parcels = shipment.parcels.map(({ label: _, ...parcel }) => parcel)
    const labels = parcels.map(({ trackingNumber }) => ({
      ...{ trackingNumber, sha256: 'late', size: 1, place: '1 / 1' },
    }))
    expect(attachLabels({ ...shipment, parcels }, labels, shipment.createdAt)).toBeUndefined()
  })

  it('leaves the files of labels that were printed before known, so that they can be erased', async () => {
    const { divide, read, passSeconds } = await createShipping()
    passSeconds(60)
    await divide([[A, 1]], [[B, 2]])
    const first = (await read()).parcels[0]?.label?.sha256
    passSeconds(60)
    await divide([[A, 1]], [[B, 1]], [[B, 1]])
    const { labelsOf } = await import('../shipment/shipment.ts')
    expect(labelsOf(await read())).toContain(first)
  })
})
