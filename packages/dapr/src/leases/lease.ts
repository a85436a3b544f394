import { randomUUID } from 'node:crypto'
import type { Keys } from './keys.ts'

export type Lease = {
  readonly name: string
  /** How long a replica that crashed keeps the others out. */
  readonly ms?: number
  /** Aborted when the work is to stop: the lease is not renewed any more. */
  readonly signal?: AbortSignal
}

/**
 * Runs work that one replica may do at a time; does nothing while another holds the lease. `renew` answers whether to go on, with
 * the lease still held: call it more often than every 15 seconds.
 * @example await withLease(store.keys, { name: 'sweep' }, async (renew) => { while (await renew()) await sweepPage() })
 */
export async function withLease(
  keys: Keys,
  { name, ms = 15_000, signal }: Lease,
  work: (renew: () => Promise<boolean>) => Promise<void>,
): Promise<void> {
  const holder = randomUUID()
  if (!(await keys.claim(name, holder, ms))) return
  try {
    await work(async () => !signal?.aborted && (await keys.replace(name, holder, holder, ms)))
  } finally {
    await keys.replace(name, holder, undefined, ms)
  }
}
