import type { Document } from '@comptoir/dapr/documents/documents'
import { repeat, type Stop } from '@comptoir/dapr/host/background'
import type { OpenStreams } from '@comptoir/dapr/live/sequence'
import type { Logger } from '@comptoir/service/observability/log'
import type { Conversation } from '../conversation/conversation.ts'
import type { Conversations } from '../conversation/conversation-store.ts'
import { channelOf, conversationIn, queueChannel, sides, stateEvent } from './announcements.ts'
import { overlapMs } from './queue-stream.ts'

export type ChangeWatch = {
  readonly conversations: Pick<Conversations, 'ids' | 'getMany'>
  readonly streams: OpenStreams
  readonly clock: () => Date
  readonly log: Logger
  readonly everyMs: number
}

/**
 * Shows open streams what changed in the documents. It finds what no announcement told: of a replica that was killed before it announced,
 * or while channels were away. One question to the index for all streams of a replica; of what changed, it reads what has open streams.
 */
export function createChangeWatch({
  conversations,
  streams,
  clock,
}: Omit<ChangeWatch, 'log' | 'everyMs'>) {
  let sinceMs = clock().getTime()
  /** Versions that streams were shown, of what is asked for again because looks overlap. */
  let shown = new Map<string, number>()

  return async function look(): Promise<void> {
    const min = sinceMs - overlapMs
    const nowMs = clock().getTime()
    const documents = await conversations.getMany(await changedSince(min))
    const newer = documents.filter(({ id, version }) => version > (shown.get(id) ?? 0))
    for (const document of newer) show(document)
    if (newer.length > 0) streams.wake(queueChannel)
    shown = new Map(documents.map(({ id, version }) => [id, version]))
    sinceMs = nowMs
  }

  /** Of what changed, that which somebody looks at: agents see all. */
  async function changedSince(min: number): Promise<string[]> {
    const channels = streams.channels()
    if (channels.length === 0) return []
    const changed = await conversations.ids('all', 'all', { min })
    if (channels.includes(queueChannel)) return changed
    const open = new Set(channels.map(conversationIn))
    return changed.filter((id) => open.has(id))
  }

  function show(document: Document<Conversation>): void {
    const upTo = document.data.lastSeq
    for (const side of sides)
      streams.wake(channelOf(document, side), { upTo, state: stateEvent(document, side) })
  }
}

export const watchChanges = (options: ChangeWatch): Stop =>
  repeat({
    ...{ name: 'changes of conversations', everyMs: options.everyMs, log: options.log },
    run: createChangeWatch(options),
  })
