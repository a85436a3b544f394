import { randomUUID } from 'node:crypto'
import { conversationLimits } from '@comptoir/contracts/support/schemas'
import sharp from 'sharp'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { createSupportApp } from '../../test/support-app.ts'

let png: Buffer
beforeAll(async () => {
  const red = { width: 40, height: 30, channels: 3, background: '#c2452f' } as const
  png = await sharp({ create: red })
    .withExif({ IFD0: { Copyright: 'someone' } })
    .png()
    .toBuffer()
})

async function setUp() {
  const app = createSupportApp()
  const { path, token, id } = await app.open()
  const formOf = (bytes: Uint8Array) => {
    const form = new FormData()
    form.set('file', new File([new Uint8Array(bytes)], 'photo.png', { type: 'image/png' }))
    return form
  }
  const upload = (bytes: Uint8Array, given: object = { token }) =>
    app.call(`POST ${path}/images`, { ...given, body: formOf(bytes) })
  const send = (images: string[], given: object = { token }) =>
    app.call(`POST ${path}/messages`, {
      ...given,
      body: { clientMsgId: randomUUID(), body: 'Voici.', images },
    })
  return { ...app, path, token, id, upload, send }
}

describe('a picture in a conversation', () => {
  it('is drawn anew, and answered so that no browser takes it for anything else', async () => {
    const { upload, send, request, path, token } = await setUp()
    const { body: image } = await upload(png)
    expect(image).toMatchObject({ width: 40, height: 30 })
    expect((await send([image.imageId])).body.images).toEqual([image])
    const answer = await request(`GET ${path}/images/${image.imageId}`, { token })
    const headers = ['content-type', 'x-content-type-options', 'content-security-policy']
    expect(headers.map((name) => answer.headers.get(name))).toEqual([
      ...['image/webp', 'nosniff'],
      "default-src 'none'; sandbox",
    ])
    expect(answer.headers.get('cache-control')).toContain('private')
    const read = await sharp(await answer.arrayBuffer()).metadata()
    expect([read.format, read.exif]).toEqual(['webp', undefined])
  })

  it('is refused by what its bytes are, whatever it is called, and by its size', async () => {
    const { upload } = await setUp()
    const svg = Buffer.from(
      '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    )
    const answers = [
      await upload(svg),
      await upload(Buffer.from('%PDF-1.7')),
      await upload(png.subarray(0, 60)),
      await upload(new Uint8Array(conversationLimits.imageBytes + 1)),
    ]
    expect(answers.map(({ body }) => body.code)).toEqual([
      ...['unsupported_media_type', 'unsupported_media_type', 'invalid_request'],
      'body_too_large',
    ])
  })

  it('is of its author, in its conversation: no message of another bears it', async () => {
    const { upload, send, open, call, path } = await setUp()
    const { body: image } = await upload(png)
    const other = await open()
    const elsewhere = { clientMsgId: randomUUID(), body: 'x', images: [image.imageId] }
    const refused = [
      await send([image.imageId], { as: 'ines' }),
      await call(`POST ${other.path}/messages`, { token: other.token, body: elsewhere }),
      await send(['img_unknown']),
    ]
    expect(refused.map(({ status, body }) => [status, body.errors?.[0]?.field])).toEqual(
      refused.map(() => [400, 'images']),
    )
    const there = await call(`GET ${other.path}/images/${image.imageId}`, { token: other.token })
    expect([there.status, (await call(`GET ${path}/images/${image.imageId}`)).status]).toEqual([
      404, 404,
    ])
  })

  it('is one of few: four in a message, forty in a conversation', async () => {
    const { upload, send, images, id } = await setUp()
    const five = Array.from({ length: 5 }, (_, n) => `img_${n}`)
    expect((await send(five)).status).toBe(400)
    const owner = { conversationId: id, side: { author: 'customer' } } as const
    for (let n = 0; n < conversationLimits.imagesOfConversation; n++)
      await images.add(png, owner, '2026-11-21T10:00:00.000Z')
    expect((await upload(png)).body.code).toBe('transition_refused')
  })

  it('is named by a document before its file is stored: a crash leaves nothing that erasure misses', async () => {
    const { upload, blobs, images, id, removal } = await setUp()
    const put = blobs.put
    let sha256 = ''
    vi.spyOn(blobs, 'put').mockImplementationOnce(async (bytes) => {
      sha256 = (await put(bytes)).sha256
      throw new Error('killed')
    })
    expect((await upload(png)).status).toBe(500)
    expect(await images.collection.count('ofConversation', id)).toBe(1)
    await removal.remove(id)
    expect([await images.collection.count('ofConversation', id), await blobs.get(sha256)]).toEqual([
      0,
      undefined,
    ])
  })

  it('is not left when its conversation is removed at that moment', async () => {
    const { upload, blobs, images, conversations, id, removal } = await setUp()
    const put = blobs.put
    let sha256 = ''
    vi.spyOn(blobs, 'put').mockImplementationOnce(async (bytes) => {
      await removal.remove(id)
      sha256 = (await put(bytes)).sha256
      return { sha256 }
    })
    expect((await upload(png)).status).toBe(404)
    expect(await conversations.get(id)).toBeUndefined()
    expect([await images.collection.count('ofConversation', id), await blobs.get(sha256)]).toEqual([
      0,
      undefined,
    ])
  })

  it('goes with its conversation, and leaves the same picture in another one', async () => {
    const { upload, open, call, request, removal, images, id, blobs } = await setUp()
    const { body: mine } = await upload(png)
    const other = await open('camille')
    const form = new FormData()
    form.set('file', new File([new Uint8Array(png)], 'same.png'))
    const { body: theirs } = await call(`POST ${other.path}/images`, { as: 'camille', body: form })
    const sha256 = (await images.collection.get(mine.imageId))?.data.sha256 ?? ''
    await removal.remove(id)
    expect([await images.collection.get(mine.imageId), await blobs.get(sha256)]).toEqual([
      undefined,
      undefined,
    ])
    const kept = await request(`GET ${other.path}/images/${theirs.imageId}`, { as: 'camille' })
    expect(kept.status).toBe(200)
  })
})
