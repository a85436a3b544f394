import type { Live } from '@comptoir/dapr/live/live-channels'
import type { Presence } from '@comptoir/dapr/live/presence'
import type { OpenStreams } from '@comptoir/dapr/live/sequence'
import type { Client } from '@comptoir/dapr/sidecar/invoke'
import type { OwnEmailKeyOf } from '@comptoir/dapr/sidecar/own-email'
import type { ServiceDeps } from '@comptoir/service/app'
import type { Context } from 'hono'
import type { ConversationTokens } from './access/conversation-token.ts'
import type { Agents } from './agents/agents.ts'
import type { CannedReplies } from './agents/canned-replies.ts'
import type { Notes } from './agents/notes.ts'
import type { Conversations, MessagePages } from './conversation/conversation-store.ts'
import type { Removal } from './ending/remove-conversation.ts'
import type { Images } from './images/images.ts'
import type { SupportLimits } from './limits.ts'
import type { Announcements } from './live/announcements.ts'

export type Deps = ServiceDeps & {
  readonly conversations: Conversations
  readonly pages: MessagePages
  readonly notes: Notes
  readonly images: Images
  readonly agents: Agents
  readonly cannedReplies: CannedReplies
  readonly removal: Removal
  readonly tokens: ConversationTokens
  /** What ids of conversations are made with. */
  readonly idKey: Buffer
  readonly limits: SupportLimits
  readonly addressOf: (c: Context) => string
  readonly orders: Client
  readonly ownEmailKeyOf: OwnEmailKeyOf
  readonly live: Live
  readonly streams: OpenStreams
  readonly announcements: Announcements
  readonly presence: Presence
  readonly clock: () => Date
  /** How long an answer may be unread before a mail tells of it. */
  readonly awayMs: number
}
