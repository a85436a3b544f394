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
export type IdempotentAnswer = { readonly status: number; readonly body: unknown }

export declare function withIdempotency(
  keys: Keys,
  request: IdempotentRequest,
  run: () => Promise<IdempotentAnswer>,
): Promise<IdempotentAnswer & { replayed: boolean }>
