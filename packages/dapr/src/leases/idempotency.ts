import { createHash, randomUUID } from 'node:crypto'
import type { Logger } from '@comptoir/service/observability/log'
import { refuse } from '@comptoir/service/problems/refusal'
import { z } from 'zod'
import type { Keys } from './keys.ts'

export type IdempotentRequest = {
  /** Whose key it is: `orders:place:<userId>`. */
  readonly scope: string
  /** The Idempotency-Key header. */
  readonly key: string
  /** What the request asks, for example its body as JSON: the same key with another is refused. */
  readonly fingerprint: string
  /** How long a crashed run keeps others out; a running one renews. */
  readonly leaseSeconds: number
}
export type IdempotencyDeps = { readonly keys: Keys; readonly log: Logger }
export type IdempotentAnswer<B = unknown> = { readonly status: number; readonly body: B }

const Held = z.object({
  fingerprint: z.string(),
  /** The run that holds the key, until there is an answer. */
  holder: z.string(),
  answer: z.object({ status: z.int(), body: z.unknown() }).optional(),
})
type Held = z.infer<typeof Held>

const keptMs = 24 * 3_600_000

/**
 * Runs a request once per key: the same request again gets the same answer. Refusals and errors are not kept: the
 * request may be sent again with the same key.
 * @example const { status, body } = await withIdempotency({ keys: store.keys, log }, { scope, key, fingerprint, leaseSeconds: 30 }, place)
 */
export async function withIdempotency<B>(
  deps: IdempotencyDeps,
  request: IdempotentRequest,
  run: () => Promise<IdempotentAnswer<B>>,
): Promise<IdempotentAnswer<B> & { readonly replayed: boolean }> {
  const { keys } = deps
  const name = `idem:${request.scope}:${request.key}`
  const fingerprint = createHash('sha256').update(request.fingerprint).digest('base64url')
  const lease = JSON.stringify({ fingerprint, holder: randomUUID() } satisfies Held)
  const leaseMs = request.leaseSeconds * 1_000
  if (!(await keys.claim(name, lease, leaseMs))) {
    const held = await readHeld(keys, name)
    // it ended between the claim and the look
    if (!held) return withIdempotency(deps, request, run)
    return { ...(answerOf(held, fingerprint) as IdempotentAnswer<B>), replayed: true }
  }
  const stopRenewal = renewWhile(deps, { name, lease, leaseMs })
  try {
    const answer = await run()
    stopRenewal()
    const kept = JSON.stringify({ ...JSON.parse(lease), answer })
    await keys.replace(name, lease, kept, keptMs)
    return { ...answer, replayed: false }
  } catch (error) {
    await release(deps, { name, lease, leaseMs })
    throw error
  } finally {
    stopRenewal()
  }
}

type Lease = { readonly name: string; readonly lease: string; readonly leaseMs: number }

/** Renews the lease during the run. When it is lost, the same request may run a second time. */
function renewWhile({ keys, log }: IdempotencyDeps, { name, lease, leaseMs }: Lease): () => void {
  const renew = async () => {
    try {
      const isHeld = await keys.replace(name, lease, lease, leaseMs)
      if (!isHeld) log.warn({ key: name }, 'the lease of a running request is lost')
    } catch (error) {
      log.warn({ key: name, err: error }, 'the lease of a running request was not renewed')
    }
  }
  const renewal = setInterval(() => void renew(), leaseMs / 3)
  return () => clearInterval(renewal)
}

/** Lets the same request run again at once; when that fails, it can once the lease is over. */
async function release({ keys, log }: IdempotencyDeps, { name, lease, leaseMs }: Lease) {
  await keys.replace(name, lease, undefined, leaseMs).catch((error: unknown) => {
    log.warn({ key: name, err: error }, 'the lease of a failed request was not released')
  })
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
