import type { SupportAgent } from '@comptoir/contracts/support/schemas'
import { type Collection, createCollection } from '@comptoir/dapr/documents/documents'
import type { Store } from '@comptoir/dapr/documents/store'
import { refuse } from '@comptoir/service/problems/refusal'
import { z } from 'zod'
import type { Agent } from '../conversation/handling.ts'

type StoredAgent = { readonly displayName: string }

export type Agents = ReturnType<typeof createAgents>

/** Who answers customers, by the name that they chose. */
export function createAgents(store: Store) {
  const collection: Collection<StoredAgent> = createCollection(store, {
    name: 'support-agents',
    schema: z.object({ displayName: z.string() }),
    indexes: { all: () => [{ key: 'all', score: 0 }] },
  })
  return {
    collection,
    nameOf: async (agentId: string) => (await collection.get(agentId))?.data.displayName,
    async rename(agentId: string, displayName: string): Promise<void> {
      await collection.upsert(agentId, (known) =>
        known?.displayName === displayName ? undefined : { next: { displayName } },
      )
    },
    /** An agent to give a conversation to. Refuses whom nobody knows. */
    async find(agentId: string): Promise<Agent> {
      const found = await collection.get(agentId)
      if (found) return { agentId, agentName: found.data.displayName }
      throw refuse('invalid_request', 'there is no such agent', {
        errors: [{ field: 'to.agentId', code: 'unknown', message: 'no agent has this id' }],
      })
    },
    async list(isOnline: (agentId: string) => boolean): Promise<SupportAgent[]> {
      const { items } = await collection.list('all', 'all', { limit: 100 })
      return items.map(({ id: agentId, data }) => ({
        ...{ agentId, displayName: data.displayName, online: isOnline(agentId) },
      }))
    },
  }
}
