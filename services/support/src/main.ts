import { repeat } from '@comptoir/dapr/host/background'
import { createHost } from '@comptoir/dapr/host/host'
import { sharedLimiters } from '@comptoir/dapr/leases/limits'
import { createPresence, sharedPresence } from '@comptoir/dapr/live/presence'
import { createOpenStreams } from '@comptoir/dapr/live/sequence'
import { createBlobs } from '@comptoir/dapr/sidecar/blobs'
import { createOwnEmail } from '@comptoir/dapr/sidecar/own-email'
import { createClientAddress } from '@comptoir/service/auth/client-address'
import { readConfig } from '@comptoir/service/config'
import { createConversationTokens, keyFor } from './access/conversation-token.ts'
import { createAgents } from './agents/agents.ts'
import { createCannedReplies } from './agents/canned-replies.ts'
import { createNotes } from './agents/notes.ts'
import { createApp } from './app.ts'
import { configShape } from './config.ts'
import { createConversations, createMessagePages } from './conversation/conversation-store.ts'
import { closeUnattended, endUnanswered, removeOld } from './ending/end-conversations.ts'
import { createRemoval } from './ending/remove-conversation.ts'
import { createImages } from './images/images.ts'
import { createSupportLimits } from './limits.ts'
import { createAnnouncements } from './live/announcements.ts'
import { watchChanges } from './live/watch-changes.ts'
import { mailUnread } from './mails/due-mails.ts'
import { createPersonHandlers } from './subscribers.ts'

const config = readConfig(configShape)
const host = await createHost('support', config)
const { store, log, clock, live } = host
const conversations = createConversations(store)
const pages = createMessagePages(store)
const notes = createNotes(store)
const images = createImages({ store, blobs: createBlobs(host.sidecar) })
const agents = createAgents(store)
const cannedReplies = createCannedReplies(store)
const removal = createRemoval({ conversations, pages, notes, images, clock })
const presence = createPresence({ store: sharedPresence(host, 'support'), clock, log })
const streams = createOpenStreams()
const ownEmailKeyOf = createOwnEmail(host.clients.accounts)
const secret = config.eventSigningKey
const tokenKeyOf = (key: string) => keyFor(key, 'tokens of conversations')

const app = createApp({
  ...{ ...host, conversations, pages, notes, images, agents, cannedReplies, removal },
  ...{ presence, streams, orders: host.clients.orders, ownEmailKeyOf },
  tokens: createConversationTokens(tokenKeyOf(secret), config.earlierSigningKeys.map(tokenKeyOf)),
  idKey: keyFor(secret, 'ids of conversations'),
  limits: createSupportLimits(sharedLimiters(host, 'support')),
  addressOf: createClientAddress(config.appApiToken),
  announcements: createAnnouncements({ live, log }),
  awayMs: config.awaySeconds * 1_000,
})
const endingCheckMs = config.endingCheckSeconds * 1_000
await host.run(app, {
  components: ['blobs'],
  collections: [
    ...[conversations, pages, notes, images.collection],
    ...[agents.collection, cannedReplies],
  ],
  ...createPersonHandlers({ removal, conversations, pages, agents, clock, ownEmailKeyOf }),
  workers: [
    presence.start,
    () =>
      watchChanges({ conversations, streams, clock, log, everyMs: config.watchSeconds * 1_000 }),
    () =>
      repeat({
        ...{ name: 'mails of unread answers', everyMs: config.awayCheckSeconds * 1_000, log },
        run: mailUnread({ conversations, clock }),
      }),
    () =>
      repeat({
        ...{ name: 'closing of conversations', everyMs: endingCheckMs, log },
        run: closeUnattended({ conversations, clock, days: config.autoCloseDays }),
      }),
    () =>
      repeat({
        ...{ name: 'end of unanswered conversations', everyMs: endingCheckMs, log },
        run: endUnanswered({ conversations, clock, days: config.unansweredDays }),
      }),
    () =>
      repeat({
        ...{ name: 'removal of old conversations', everyMs: endingCheckMs, log },
        run: removeOld({ clock, days: config.retentionDays, removal }),
      }),
  ],
})
