import { readStored } from '@comptoir/dapr/test/memory-store'
import { expect, it } from 'vitest'
import { createShipments } from './shipment/shipment-store.ts'
import { createTariffStore } from './tariffs/tariff-store.ts'

it('reads the documents that the version before wrote, with all they hold', async () => {
  const file = new URL('../test/stored/shipping.json', import.meta.url)
  const documents = await readStored('shipping', file, (store) => [
    createShipments(store),
    createTariffStore(store).collection,
  ])
  expect(documents).not.toEqual([])
  for (const { key, stored, read } of documents) expect(read, key).toEqual(stored)
})
