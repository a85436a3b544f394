import { z } from 'zod'

const leasesSchema = z.object({ leases: z.array(z.object({ ID: z.string() })).default([]) })
const answerWithinMs = 2_000
/** An id of etcd: two bytes of the member, five of the milliseconds since 1970, one to count. */
const counterBits = 8n
const timeMask = (1n << 40n) - 1n

/**
 * Ends the leases that a killed scheduler left in its store, and answers what is missing for that. A scheduler is a
 * member of its cluster by a lease of 20 s, and gives it up when it stops. After a power cut the next one would find a
 * member that does not answer and wait until its lease has run out; all sidecars wait with it. Only the scheduler itself
 * uses this etcd, so whatever was leased before its process started is nobody's.
 */
export async function endStaleLeases(
  etcdPort: number,
  startedAt: Date,
): Promise<string | undefined> {
  const base = `http://127.0.0.1:${etcdPort}/v3/lease`
  const listed = await post(`${base}/leases`, {})
  if (listed === undefined) return 'not listening yet'
  const parsed = leasesSchema.safeParse(listed)
  const ids = parsed.success ? parsed.data.leases.map(({ ID }) => ID) : []
  for (const ID of ids.filter((id) => isGrantedBefore(BigInt(id), startedAt)))
    await post(`${base}/revoke`, { ID })
  return undefined
}

/** Whether etcd gave this lease its id in a process that started before the moment. */
export function isGrantedBefore(leaseId: bigint, moment: Date): boolean {
  const granted = (leaseId >> counterBits) & timeMask
  const ageMs = (BigInt(moment.getTime()) - granted) & timeMask
  // half of what 40 bits hold, 17 years: a larger age is a time to come
  return ageMs > 0n && ageMs <= timeMask / 2n
}

async function post(url: string, body: object): Promise<unknown> {
  try {
    const signal = AbortSignal.timeout(answerWithinMs)
    const answer = await fetch(url, { method: 'POST', body: JSON.stringify(body), signal })
    return answer.ok ? await answer.json() : undefined
  } catch {
    // etcd does not listen yet
    return undefined
  }
}
