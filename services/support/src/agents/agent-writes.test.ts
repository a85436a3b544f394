import { randomUUID } from 'node:crypto'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { createSupportApp } from '../../test/support-app.ts'
import { pageSize } from '../conversation/conversation.ts'
import { sendMessage } from '../conversation/messaging.ts'

type Entry = {
  readonly operation: string
  readonly personId?: string
  readonly fields: { readonly path: string; readonly after?: unknown }[]
}

function setUp() {
  const twin = createSupportApp()
  const entries = () =>
    twin.store.recorded
      .filter(({ type }) => type.includes('staff-action-recorded'))
      .map(({ data }) => data as Entry)
  return { ...twin, entries }
}

describe('what agents write where customers write, too', () => {
  it.each([['camille'], [undefined]] as const)(
    'is in the audit log, of an account’s conversation as of a guest’s (%s), without a word of it',
    async (customer) => {
      const { open, say, call, entries } = setUp()
      const { path } = await open(customer)
      expect((await say(path, 'Votre colis est parti.', { as: 'ines' })).status).toBe(201)
      expect((await call(`POST ${path}/close`, { as: 'ines' })).status).toBe(200)
      expect(entries().map(({ operation, personId }) => [operation, personId])).toEqual([
        ['SendConversationMessage', customer && 'usr_camille'],
        ['CloseConversation', customer && 'usr_camille'],
      ])
      expect(entries()[0]?.fields).toContainEqual(
        expect.objectContaining({ path: 'status', after: 'waiting_customer' }),
      )
      expect(JSON.stringify(entries())).not.toContain('colis')
    },
  )

  it('is one entry of an answer that is sent twice, and of one with which a page leaves', async () => {
    const { call, entries, ...twin } = setUp()
    const { id, path } = await twin.open()
    const side = { author: 'customer' } as const
    for (let n = 1; n < 2 * pageSize; n++) {
      const message = { clientMsgId: randomUUID(), body: `message ${n}`, images: [] }
      await sendMessage(twin, id, { side, message })
    }
    const body = { clientMsgId: randomUUID(), body: 'Bonjour' }
    for (let n = 0; n < 2; n++) await call(`POST ${path}/messages`, { as: 'ines', body })
    expect((await twin.conversations.get(id))?.data.archivedPages).toBe(1)
    expect(entries()).toHaveLength(1)
  })

  it('is not that they have read, type, or upload a picture that no message shows yet', async () => {
    const { open, call, entries } = setUp()
    const { path } = await open('camille')
    const red = { width: 4, height: 3, channels: 3, background: '#c2452f' } as const
    const png = await sharp({ create: red }).png().toBuffer()
    const form = new FormData()
    form.set('file', new File([new Uint8Array(png)], 'colis.png'))
    const done = [
      await call(`POST ${path}/read`, { as: 'ines', body: { seq: 1 } }),
      await call(`POST ${path}/typing`, { as: 'ines' }),
      await call(`POST ${path}/images`, { as: 'ines', body: form }),
    ]
    expect(done.map(({ status }) => status)).toEqual([200, 204, 201])
    expect(entries()).toEqual([])
  })

  it('is nothing that customers write, nor staff in conversations of their own', async () => {
    const { open, say, call, entries } = setUp()
    const mine = await open('sam')
    await say(mine.path, 'Bonjour ?', { as: 'sam' })
    await call(`POST ${mine.path}/close`, { as: 'sam' })
    const guests = await open()
    await say(guests.path, 'Bonjour ?', { token: guests.token })
    expect(entries()).toEqual([])
  })
})
