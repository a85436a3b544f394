import { readStored } from '@comptoir/dapr/test/memory-store'
import { expect, it } from 'vitest'
import { createAccounts } from './account/account-store.ts'
import { createErasures } from './erasures/erasure-store.ts'
import { createExports } from './personal-data/export-store.ts'
import { createSessions } from './sessions/session-store.ts'
import { createInvitations } from './staff/invitation-store.ts'
import { createVendorAccess } from './vendors/vendor-access-store.ts'

const files = ['accounts.json', 'accounts-recent.json']

it.each(files)(
  'reads the documents that versions before wrote, with all they hold: %s',
  async (name) => {
    const file = new URL(`../test/stored/${name}`, import.meta.url)
    const documents = await readStored('accounts', file, (store) => [
      ...createAccounts(store).collections,
      createSessions(store, { clock: () => new Date(), lifeSeconds: 60 }).collection,
      createInvitations(store).collection,
      createErasures(store).collection,
      ...createExports(store).collections,
      createVendorAccess(store),
    ])
    expect(documents).not.toEqual([])
    for (const { key, stored, read } of documents) expect(read, key).toEqual(stored)
  },
)
