import { createHash, randomUUID } from 'node:crypto'
import { refuse } from '@comptoir/service/refusal'
import { z } from 'zod'
import type { Keys } from './keys.ts'

export type IdempotentRequest = {
  /** Whose key it is: `orders:place:<userId>`. */
  readonly scope: string
  /** The Idempotency-Key header. */
  readonly key: string
  /** What the request asks, for example its body as JSON: the same key with another is refused. */
  readonly fingerprint: string
  /** How long a crashed run keeps others out; a living one renews. */
  readonly leaseSeconds: number
}
export type IdempotentAnswer<B = unknown> = { readonly status: number; readonly body: B }

const Held = z.object({
  fingerprint: z.string(),
  /** Who runs, until there is an answer. */
  holder: z.string(),
  answer: z.object({ status: z.int(), body: z.unknown() }).optional(),
})
type Held = z.infer<typeof Held>

const keptMs = 24 * 3_600_000

/**
 * Runs a request once per key: the same request again gets the same answer. Refusals and errors are not kept: the
 * request may be sent again with the same key.
 * @example const { status, body } = await withIdempotency(store.keys, { scope, key, fingerprint, leaseSeconds: 30 }, place)
 */
export async function withIdempotency<B>(
  keys: Keys,
  request: IdempotentRequest,
  run: () => Promise<IdempotentAnswer<B>>,
): Promise<IdempotentAnswer<B> & { readonly replayed: boolean }> {
  const name = `idem:${request.scope}:${request.key}`
  const fingerprint = createHash('sha256').update(request.fingerprint).digest('base64url')
  const lease = JSON.stringify({ fingerprint, holder: randomUUID() } satisfies Held)
  const leaseMs = request.leaseSeconds * 1_000
  if (!(await keys.claim(name, lease, leaseMs))) {
    const held = await readHeld(keys, name)
    // it ended between the claim and the look
    if (!held) return withIdempotency(keys, request, run)
    return { ...(answerOf(held, fingerprint) as IdempotentAnswer<B>), replayed: true }
  }
  const renewal = setInterval(
    () => void keys.replace(name, lease, lease, leaseMs).catch(() => {}),
    leaseMs / 3,
  )
  try {
    const answer = await run()
    const kept = JSON.stringify({ ...JSON.parse(lease), answer })
    await keys.replace(name, lease, kept, keptMs)
    return { ...answer, replayed: false }
  } catch (error) {
    await keys.replace(name, lease, undefined, leaseMs).catch(() => {})
    throw error
  } finally {
    clearInterval(renewal)
  }
}

async function readHeld(keys: Keys, name: string): Promise<Held | undefined> {
  const value = await keys.read(name)
  return value === undefined ? undefined : Held.parse(JSON.parse(value))
}

function answerOf(held: Held, fingerprint: string): IdempotentAnswer {
  if (held.fingerprint !== fingerprint) throw refuse('idempotency_key_reused')
  if (!held.answer) throw refuse('request_running')
  return held.answer
}
