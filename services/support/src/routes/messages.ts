import * as contract from '@comptoir/contracts/support/routes'
import { sequenceAnswer } from '@comptoir/dapr/live/sequence'
import type { ServiceApp } from '@comptoir/service/app'
import { readUpload } from '@comptoir/service/files/upload'
import { refuse } from '@comptoir/service/problems/refusal'
import { openTo, openToWrite } from '../access/access.ts'
import { messageViewOf } from '../conversation/conversation-view.ts'
import { messagesAfter } from '../conversation/history.ts'
import { sendMessage } from '../conversation/messaging.ts'
import type { Deps } from '../deps.ts'
import { channelOf, messageEvent } from '../live/announcements.ts'
import { greetingOf, joinConversation } from '../live/conversation-presence.ts'

/** Messages a stream reads at once. */
const atOnce = 100

/** What is written in conversations. */
export function addMessageRoutes(app: ServiceApp, deps: Deps): void {
  app.openapi(contract.listMessages, async (c) => {
    const { document, side } = await openTo(c, deps, c.req.valid('param').conversationId)
    const messages = await messagesAfter(deps, document, c.req.valid('query'))
    const items = messages.map((message) => messageViewOf(message, side.author))
    return c.json({ items, lastSeq: document.data.lastSeq }, 200)
  })

  app.openapi(contract.sendMessage, async (c) => {
    const { conversationId } = c.req.valid('param')
    const { side, who } = await openToWrite(c, deps, conversationId)
    await deps.limits.writing(who)
    const { images: ids, ...text } = c.req.valid('json')
    const images = await deps.images.ofMessage(ids, { conversationId, side })
    const { document, message } = await sendMessage(deps, conversationId, {
      ...{ side, message: { ...text, images } },
    })
    // also of one that was sent before: its writer may have been killed before it told anybody
    await deps.announcements.changed(document, message)
    return c.json(messageViewOf(message, side.author), 201)
  })

  app.openapi(contract.streamConversation, async (c) => {
    const { conversationId } = c.req.valid('param')
    const { document: opened, side } = await openTo(c, deps, conversationId)
    const { author } = side
    const channel = channelOf(opened, author)
    const resumed = c.req.valid('header')['last-event-id'] ?? c.req.valid('query').after ?? 0
    return sequenceAnswer(c, {
      ...{ live: deps.live, streams: deps.streams, channel },
      after: Number(resumed),
      async read(after) {
        const document = await deps.conversations.get(conversationId)
        // erased, or somebody else's meanwhile: the stream ends
        if (!document || channelOf(document, author) !== channel) throw refuse('not_found')
        const messages = await messagesAfter(deps, document, { after, limit: atOnce })
        return messages.map((message) => messageEvent(message, author))
      },
      greet: () => greetingOf(deps, conversationId, author),
      joined: () => joinConversation(deps, opened, side),
    })
  })

  app.openapi(contract.signalTyping, async (c) => {
    const { conversationId } = c.req.valid('param')
    const { document, side, who } = await openTo(c, deps, conversationId)
    await deps.limits.typing(who)
    if (document.data.status !== 'closed') await deps.announcements.typing(document, side)
    return c.body(null, 204)
  })

  addImageRoutes(app, deps)
}

function addImageRoutes(app: ServiceApp, deps: Deps): void {
  const { addConversationImage: add } = contract
  // documented with its form, which is read below: the body itself may be the picture instead
  app.openAPIRegistry.registerPath(add)
  const { params, headers } = add.request
  app.openapi({ ...add, request: { params, headers }, hide: true }, async (c) => {
    const { conversationId } = c.req.valid('param')
    const { document, side, who } = await openTo(c, deps, conversationId)
    if (document.data.status === 'closed') throw refuse('transition_refused', 'it is closed')
    await deps.limits.uploading(who)
    const { bytes } = await readUpload(c)
    const at = deps.clock().toISOString()
    const added = await deps.images.add(bytes, { conversationId, side }, at)
    if (!(await deps.conversations.get(conversationId))) {
      // erased meanwhile: its removal may not have seen the picture
      await deps.images.removeAll(conversationId)
      throw refuse('not_found')
    }
    return c.json(added, 201)
  })

  app.openapi(contract.readConversationImage, async (c) => {
    const { conversationId, imageId } = c.req.valid('param')
    await openTo(c, deps, conversationId)
    const bytes = await deps.images.read(imageId, conversationId)
    return c.body(new Uint8Array(bytes), 200, {
      'content-type': 'image/webp',
      'content-disposition': `inline; filename="${imageId}.webp"`,
      // opened by itself it is a picture and nothing else
      'content-security-policy': "default-src 'none'; sandbox",
      'cache-control': 'private, max-age=3600',
    })
  })
}
