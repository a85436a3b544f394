import type { Live } from '@comptoir/dapr/live/live-channels'
import type { Client } from '@comptoir/dapr/sidecar/invoke'
import type { ServiceDeps } from '@comptoir/service/app'
import type { Notifications } from './notification/notification-store.ts'
import type { Suppressions } from './suppression/suppression-store.ts'
import type { UnsubscribeTokens } from './suppression/unsubscribe.ts'
import type { MessageRenderer } from './templates/message-renderer.ts'

export type Deps = ServiceDeps & {
  readonly notifications: Notifications
  readonly render: MessageRenderer
  /** Sends what is due now. */
  readonly wake: () => void
  readonly live: Live
  readonly accounts: Client
  readonly suppressions: Suppressions
  readonly unsubscribeTokens: UnsubscribeTokens
  /** What a mail provider signs its webhooks with. */
  readonly mailEventKey: Buffer
  readonly clock: () => Date
}
