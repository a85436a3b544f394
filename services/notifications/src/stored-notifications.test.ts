import { readStored } from '@comptoir/dapr/test/memory-store'
import { expect, it } from 'vitest'
import { createNotifications } from './notification/notification-store.ts'
import { createRecipients } from './recipients/recipient-store.ts'
import { createTemplates } from './templates/template-store.ts'

it('reads the documents that the version before wrote, with all they hold', async () => {
  const file = new URL('../test/stored/notifications.json', import.meta.url)
  const documents = await readStored('notifications', file, (store) => [
    createNotifications(store),
    createRecipients(store),
    createTemplates(store),
  ])
  expect(documents).not.toEqual([])
  for (const { key, stored, read } of documents) expect(read, key).toEqual(stored)
})
