import type { Failure } from '../notification/notification.ts'

type Options = {
  readonly permanent: boolean
  /** The address does not exist: it is not written to any more. */
  readonly isUnknown?: boolean
  readonly cause?: unknown
}

/** The provider did not take a message. */
export class SendError extends Error implements Failure {
  override name = 'SendError'
  readonly reason: string
  readonly permanent: boolean
  readonly isUnknown: boolean
  constructor(reason: string, { permanent, isUnknown = false, cause }: Options) {
    super(reason, { cause })
    this.reason = reason
    this.permanent = permanent
    this.isUnknown = isUnknown
  }
}
