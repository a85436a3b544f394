import { readStored } from '@comptoir/dapr/test/memory-store'
import { expect, it } from 'vitest'
import { createEventPositions, createPayments } from './payment/payment-store.ts'

it('reads the documents that the version before wrote, with all they hold', async () => {
  const file = new URL('../test/stored/payments.json', import.meta.url)
  const documents = await readStored('payments', file, (store) => [
    createPayments(store),
    createEventPositions(store),
  ])
  expect(documents).not.toEqual([])
  for (const { key, stored, read } of documents) expect(read, key).toEqual(stored)
})
