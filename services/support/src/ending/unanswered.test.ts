import { beforeEach, describe, expect, it } from 'vitest'
import { createSupportApp } from '../../test/support-app.ts'
import { endUnanswered } from './end-conversations.ts'

const dayMs = 86_400_000
let twin: ReturnType<typeof createSupportApp>
beforeEach(() => {
  twin = createSupportApp()
})

async function afterDays(days: number) {
  const { conversations, clock, store } = twin
  store.clock.nowMs += days * dayMs
  await endUnanswered({ conversations, clock, days: 30 })()
}
const statusOf = async (id: string) => (await twin.conversations.get(id))?.data.status
const told = (kind: string) =>
  twin.store.published
    .filter(({ type }) => type.includes(kind))
    .map(({ data }) => data as { conversationId: string; mailId: string })

describe('what nobody answers', () => {
  it('ends thirty days after the last word, whoever has it, and once', async () => {
    const { open, say, call } = twin
    const [queued, taken, written] = [await open(), await open('camille'), await open()]
    await call(`POST ${taken.path}/assign`, { as: 'ines' })
    await afterDays(29)
    await say(written.path, 'Toujours là ?', { token: written.token })
    // a look at it is no answer
    await call(`POST ${taken.path}/transfer`, { as: 'ines', body: { to: 'queue' } })
    await afterDays(2)
    await afterDays(0)
    const ids = [queued.id, taken.id, written.id]
    expect(await Promise.all(ids.map(statusOf))).toEqual(['closed', 'closed', 'open'])
    const closed = told('conversation-closed')
    expect(closed.map(({ conversationId }) => conversationId).toSorted()).toEqual(
      [queued.id, taken.id].toSorted(),
    )
  })

  it('does not end what waits for its customer, or was resolved', async () => {
    const { open, say, call } = twin
    const [answered, resolved] = [await open(), await open()]
    for (const { path } of [answered, resolved]) await say(path, 'Bonjour', { as: 'ines' })
    await call(`POST ${resolved.path}/resolve`, { as: 'ines' })
    await afterDays(31)
    expect([await statusOf(answered.id), await statusOf(resolved.id)]).toEqual([
      'waiting_customer',
      'resolved',
    ])
  })

  it('ends with a mail of all that was said, and an excuse, to who may be written to', async () => {
    const { open, say, call } = twin
    const email = 'gaston@example.com'
    const account = await open('camille')
    const known = await open(undefined, { email })
    await say(known.path, 'Bonjour', { as: 'ines' })
    await say(known.path, 'Et alors ?', { token: known.token })
    const [stranger, nameless] = [await open(undefined, { email }), await open()]
    await afterDays(31)
    const ids = [account, known, stranger, nameless].map(({ id }) => id)
    expect(await Promise.all(ids.map(statusOf))).toEqual(Array(4).fill('closed'))
    const mails = told('mail-requested')
    expect(mails.map(({ conversationId }) => conversationId).toSorted()).toEqual(
      [account.id, known.id].toSorted(),
    )
    for (const { conversationId, mailId } of mails) {
      const path = `/internal/conversations/${conversationId}/mails/${mailId}`
      const { body } = await call(`GET ${path}`, { as: 'notifications' })
      expect(body).toMatchObject({ unanswered: true, kind: 'conversation_transcript' })
      expect(body.lines[0].body).toBe('Où est mon colis ?')
    }
  })
})
