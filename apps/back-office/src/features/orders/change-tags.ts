import type { readOrderStaffFacts, setOrderTags } from '@comptoir/contracts/orders/staff-routes'
import type { OrderStaffFacts } from '@comptoir/contracts/orders/staff-schemas'
import { type Call, CallError } from '@comptoir/site/call'
import { ifMatch } from '../../ui/actions/if-match.ts'

export type TagChange = { readonly added: readonly string[]; readonly removed: readonly string[] }

type Tags = readonly string[]

/** As the shop keeps a tag. */
const normalTag = (tag: string) => tag.trim().toLowerCase().normalize('NFC')

/**
 * What somebody changes who has `shown` before them and wants others, with what they changed before that is not saved. A tag that they
 * were not shown, as one that a colleague added meanwhile, is no matter of theirs.
 */
export function tagChange(given: { shown: Tags; wanted: Tags; unsaved?: TagChange }): TagChange {
  const shown = new Set(given.shown.map(normalTag))
  const wanted = new Set(given.wanted.map(normalTag))
  const { added, removed } = given.unsaved ?? { added: [], removed: [] }
  const plus = [...added, ...[...wanted].filter((tag) => !shown.has(tag))]
  const minus = [...removed, ...[...shown].filter((tag) => !wanted.has(tag))]
  return {
    added: [...new Set(plus)].filter((tag) => wanted.has(tag)),
    removed: [...new Set(minus)].filter((tag) => !wanted.has(tag)),
  }
}

const mostTries = 4

/**
 * Adds tags to an order and takes others off. When the order changed between reading and writing, its tags are read again:
 * what a colleague, or a step of the order, did meanwhile stays.
 */
export async function changeTags(
  call: Call,
  orderId: string,
  { added, removed }: TagChange,
): Promise<OrderStaffFacts> {
  const params = { orderId }
  for (let tries = 1; ; tries++) {
    const now = await call<typeof readOrderStaffFacts>('GET /api/orders/{orderId}/staff', {
      params,
    })
    const kept = now.tags.filter((tag) => !removed.includes(tag))
    const body = { tags: [...new Set([...kept, ...added])] }
    const headers = ifMatch(now.version)
    try {
      return await call<typeof setOrderTags>('PUT /api/orders/{orderId}/tags', {
        ...{ params, body, headers },
      })
    } catch (error) {
      const isOvertaken = error instanceof CallError && error.problem.code === 'precondition_failed'
      if (!isOvertaken || tries === mostTries) throw error
    }
  }
}
