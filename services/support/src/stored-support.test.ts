import { readStored } from '@comptoir/dapr/test/memory-store'
import { createMemoryBlobs } from '@comptoir/dapr/test/memory-twins'
import { expect, it } from 'vitest'
import { createAgents } from './agents/agents.ts'
import { createCannedReplies } from './agents/canned-replies.ts'
import { createNotes } from './agents/notes.ts'
import { createConversations, createMessagePages } from './conversation/conversation-store.ts'
import { createImages } from './images/images.ts'

it('reads the documents that the version before wrote, with all they hold', async () => {
  const file = new URL('../test/stored/support.json', import.meta.url)
  const documents = await readStored('support', file, (store) => [
    ...[createConversations(store), createMessagePages(store), createNotes(store)],
    createImages({ store, blobs: createMemoryBlobs() }).collection,
    ...[createCannedReplies(store), createAgents(store).collection],
  ])
  expect(documents).not.toEqual([])
  for (const { key, stored, read } of documents) expect(read, key).toEqual(stored)
})
