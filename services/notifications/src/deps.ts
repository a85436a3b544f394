import type { Live } from '@comptoir/dapr/live/live-channels'
import type { Client } from '@comptoir/dapr/sidecar/invoke'
import type { ServiceDeps } from '@comptoir/service/app'
import type { Notifications } from './notification/notification-store.ts'
import type { ReachOf } from './recipients/reach.ts'
import type { Recipients } from './recipients/recipient-store.ts'
import type { Suppressions } from './suppression/suppression-store.ts'
import type { UnsubscribeTokens } from './suppression/unsubscribe.ts'
import type { Shop } from './templates/layout.ts'
import type { MessageRenderer } from './templates/message-renderer.ts'
import type { Templates } from './templates/template-store.ts'

export type Deps = ServiceDeps & {
  readonly notifications: Notifications
  readonly templates: Templates
  /** Who writes, as previews show it. */
  readonly shop: Shop
  readonly render: MessageRenderer
  /** Sends what is due now. */
  readonly wake: () => void
  readonly recipients: Recipients
  readonly reachOf: ReachOf
  /** What browsers subscribe with. */
  readonly pushKey: string
  /** Origins of the push services that are sent to, with a comma between. */
  readonly pushServices: string
  readonly live: Live
  readonly accounts: Client
  readonly suppressions: Suppressions
  readonly unsubscribeTokens: UnsubscribeTokens
  /** What a mail provider signs its webhooks with. */
  readonly mailEventKey: Buffer
  /** What Twilio signs its calls with, and where it calls. */
  readonly twilioCalls: {
    readonly authToken: string
    readonly statusUrlOf: (id: string, send: number) => string
  }
  readonly clock: () => Date
}
