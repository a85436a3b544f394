import { readStored } from '@comptoir/dapr/test/memory-store'
import { expect, it } from 'vitest'
import { createAccounts } from './account/account-store.ts'
import { createSessions } from './sessions/session-store.ts'

it('reads the documents that the version before wrote, with all they hold', async () => {
  const file = new URL('../test/stored/accounts.json', import.meta.url)
  const documents = await readStored('accounts', file, (store) => [
    ...createAccounts(store).collections,
    createSessions(store, { clock: () => new Date(), lifeSeconds: 60 }).collection,
  ])
  expect(documents).not.toEqual([])
  for (const { key, stored, read } of documents) expect(read, key).toEqual(stored)
})
