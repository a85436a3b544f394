import { CloudEvent } from '@comptoir/contracts/event'
import type { Context } from 'hono'

/** The event that the sidecar delivers; nothing when the body is not an event of ours, which no repetition changes. */
export async function deliveredEvent(c: Context): Promise<CloudEvent | undefined> {
  const body: unknown = await c.req.json().catch(() => undefined)
  return CloudEvent.safeParse(body).data
}
