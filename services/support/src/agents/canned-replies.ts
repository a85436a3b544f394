import { Instant, LocalizedText } from '@comptoir/contracts/common'
import type { CannedReply, CannedReplyInput } from '@comptoir/contracts/support/schemas'
import {
  type Collection,
  createCollection,
  type Document,
} from '@comptoir/dapr/documents/documents'
import type { Store } from '@comptoir/dapr/documents/store'
import { z } from 'zod'

export type StoredReply = z.infer<typeof CannedReplyInput> & { readonly updatedAt: string }
export type CannedReplies = Collection<StoredReply>

const StoredReply = z.object({
  title: z.string(),
  shortcut: z.string().optional(),
  text: LocalizedText,
  updatedAt: Instant,
})

/** Texts that agents send again and again. */
export const createCannedReplies = (store: Store): CannedReplies =>
  createCollection<StoredReply>(store, {
    name: 'canned-replies',
    audit: 'plain',
    schema: StoredReply,
    indexes: { byTitle: ({ title }) => [{ key: 'all', score: placeOf(title) }] },
  })

/** A score in the order of the first letters of a title, whatever their case and accents. */
function placeOf(title: string): number {
  const plain = title.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()
  return [...plain.padEnd(6).slice(0, 6)].reduce(
    (place, sign) => place * 256 + Math.min(255, sign.codePointAt(0) ?? 0),
    0,
  )
}

export const cannedReplyViewOf = ({ id, version, data }: Document<StoredReply>): CannedReply => ({
  ...{ replyId: id, ...data, version },
})
