import type { Failure } from '../notification/notification.ts'
import type { Suppression } from '../suppression/suppression-store.ts'

type Options = {
  readonly permanent: boolean
  /** Why the address is not to be written to any more: it does not exist, or its owner says so. */
  readonly suppress?: Suppression['reason'] | undefined
  /** How long the provider asks to wait at least. */
  readonly retryAfterMs?: number | undefined
  readonly cause?: unknown
}

/** The provider did not take a message. */
export class SendError extends Error implements Failure {
  override name = 'SendError'
  readonly reason: string
  readonly permanent: boolean
  readonly suppress: Suppression['reason'] | undefined
  readonly retryAfterMs: number | undefined
  constructor(reason: string, { permanent, suppress, retryAfterMs, cause }: Options) {
    super(reason, { cause })
    this.reason = reason
    this.permanent = permanent
    this.suppress = suppress
    this.retryAfterMs = retryAfterMs
  }
}
