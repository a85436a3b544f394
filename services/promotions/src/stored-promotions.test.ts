import { readStored } from '@comptoir/dapr/test/memory-store'
import { expect, it } from 'vitest'
import { createCodeBatches, createCodes } from './codes/code-store.ts'
import { createBuyers } from './customers/buyers.ts'
import { createPromotions } from './promotion/promotion-store.ts'
import { createRedemptionDocuments } from './redemption/documents.ts'

it('reads the documents that the version before wrote, with all they hold', async () => {
  const file = new URL('../test/stored/promotions.json', import.meta.url)
  const documents = await readStored('promotions', file, (store) => [
    createPromotions(store),
    createCodes(store),
    createCodeBatches(store),
    createBuyers(store).collection,
    createRedemptionDocuments(store),
  ])
  expect(documents).not.toEqual([])
  for (const { key, stored, read } of documents) expect(read, key).toEqual(stored)
})
