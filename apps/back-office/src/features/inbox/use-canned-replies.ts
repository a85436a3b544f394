import type { listCannedReplies } from '@comptoir/contracts/support/agent-routes'
import type { CannedReply } from '@comptoir/contracts/support/schemas'
import type { Call } from '@comptoir/site/call'
import { useQuery } from '@tanstack/react-query'
import { useApi } from '../../office.tsx'

export const repliesKey = ['support', 'ListCannedReplies'] as const

/** All of them: a shop has dozens, and one is found by typing. */
async function readAll(call: Call, signal: AbortSignal): Promise<readonly CannedReply[]> {
  const replies: CannedReply[] = []
  let cursor: string | undefined
  do {
    const page = await call<typeof listCannedReplies>('GET /api/support/canned-replies', {
      query: { limit: 100, ...(cursor !== undefined && { cursor }) },
      signal,
    })
    replies.push(...page.items)
    cursor = page.nextCursor
  } while (cursor !== undefined)
  return replies
}

/** What is written often, by title. */
export function useCannedReplies() {
  const { call } = useApi()
  const asked = useQuery({
    queryKey: repliesKey,
    queryFn: ({ signal }) => readAll(call, signal),
    staleTime: 60_000,
  })
  return { asked, replies: asked.data ?? [] }
}
