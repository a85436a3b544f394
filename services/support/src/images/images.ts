import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { Instant } from '@comptoir/contracts/common'
import { Author, conversationLimits, type MessageImage } from '@comptoir/contracts/support/schemas'
import { type Collection, createCollection } from '@comptoir/dapr/documents/documents'
import type { Store } from '@comptoir/dapr/documents/store'
import { walk } from '@comptoir/dapr/documents/walk'
import type { Blobs } from '@comptoir/dapr/sidecar/blobs'
import { encodePicture } from '@comptoir/service/files/picture'
import { refuse } from '@comptoir/service/problems/refusal'
import { z } from 'zod'
import type { Side } from '../conversation/conversation.ts'

const StoredImage = z.object({
  conversationId: z.string(),
  author: Author,
  agentId: z.string().optional(),
  sha256: z.string(),
  width: z.int(),
  height: z.int(),
  createdAt: Instant,
})
type StoredImage = z.infer<typeof StoredImage>

/** Random bytes before the picture make each file another one: it can be removed without a look at other conversations. */
const saltBytes = 16

export type Images = ReturnType<typeof createImages>

/** The pictures of conversations: what they are is read from their bytes, and they are drawn anew as WebP. */
export function createImages({ store, blobs }: { readonly store: Store; readonly blobs: Blobs }) {
  const collection: Collection<StoredImage> = createCollection<StoredImage>(store, {
    name: 'conversation-images',
    audit: 'none',
    schema: StoredImage,
    indexes: {
      ofConversation: ({ conversationId, createdAt }) => [
        { key: conversationId, score: Date.parse(createdAt) },
      ],
    },
  })

  return {
    collection,
    async add(upload: Uint8Array, owner: Owner, at: string): Promise<MessageImage> {
      const { conversationId, side } = owner
      if (
        (await collection.count('ofConversation', conversationId)) >=
        conversationLimits.imagesOfConversation
      )
        throw refuse('transition_refused', 'the conversation has as many pictures as it may')
      const { file, sha256, width, height } = await fileOf(upload)
      const imageId = `img_${randomUUID().replaceAll('-', '')}`
      const { author, ...agent } = side
      const agentId = 'agentId' in agent ? { agentId: agent.agentId } : {}
      await collection.create(imageId, {
        ...{ conversationId, author, ...agentId, sha256, width, height, createdAt: at },
      })
      // after the document: a file that none names would stay when the conversation goes
      await blobs.put(file)
      if (!(await collection.get(imageId))) {
        // the conversation was removed meanwhile, and the document with it
        await blobs.remove(sha256)
        throw refuse('not_found')
      }
      return { imageId, width, height }
    },
    /** The pictures of a message that its author uploaded to the conversation. Refuses all others. */
    async ofMessage(ids: readonly string[], owner: Owner): Promise<MessageImage[]> {
      const found = await collection.getMany(ids)
      if (found.length !== ids.length || !found.every(({ data }) => isOf(data, owner)))
        throw refuse('invalid_request', 'pictures are uploaded to the conversation first', {
          errors: [
            { field: 'images', code: 'unknown', message: 'no picture of yours has this id' },
          ],
        })
      return found.map(({ id: imageId, data: { width, height } }) => ({ imageId, width, height }))
    },
    async read(imageId: string, conversationId: string): Promise<Buffer> {
      const found = await collection.get(imageId)
      if (found?.data.conversationId !== conversationId) throw refuse('not_found')
      const bytes = await blobs.get(found.data.sha256)
      if (!bytes) throw refuse('not_found', 'there is no such picture')
      return bytes.subarray(saltBytes)
    },
    /** Removes all of a conversation: the file before the document that names it. */
    async removeAll(conversationId: string): Promise<void> {
      const own = { collection, index: 'ofConversation', key: conversationId }
      for await (const { id, data } of walk(own)) {
        await blobs.remove(data.sha256)
        await collection.remove(id)
      }
    },
  }
}

type Owner = { readonly conversationId: string; readonly side: Side }

const isOf = (image: StoredImage, { conversationId, side }: Owner) =>
  image.conversationId === conversationId &&
  image.author === side.author &&
  (side.author === 'customer' || image.agentId === side.agentId)

/** A picture drawn anew, as the file that is stored. Refuses what is none. */
async function fileOf(upload: Uint8Array) {
  const { bytes, width, height } = await encodePicture(upload, conversationLimits.imageBytes)
  const file = Buffer.concat([randomBytes(saltBytes), bytes])
  return { file, sha256: createHash('sha256').update(file).digest('hex'), width, height }
}
