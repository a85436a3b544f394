import { afterEach, describe, expect, it } from 'vitest'
import { createApi, eventually } from '../src/api.ts'
import { newEmail } from '../src/guest.ts'
import { openJourney } from '../src/journey.ts'
import { mailTo, tokenIn } from '../src/mailbox.ts'
import { type Conversation, openChat, say, watch } from './conversations.ts'
import { type Replica, startReplica } from './second-replica.ts'

const { api, platform, staff } = await openJourney()
let replica: Replica | undefined
afterEach(() => replica?.kill())

async function start(settings: Readonly<Record<string, string>>) {
  replica = await startReplica(platform, 'support', settings)
  return { second: createApi(replica.url), url: replica.url }
}

describe('with two replicas', () => {
  it('a page of either one shows what is written at both, in order, and comes back when one is killed', async () => {
    const { second, url } = await start({})
    const chat = await openChat(api)
    const { path, headers } = chat
    const pages = [
      watch(`${platform.gatewayUrl}${path}/events`, headers),
      watch(`${url}${path}/events`, headers),
    ]
    for (let n = 2; n < 10; n++)
      await say(n % 2 === 0 ? api : second, chat, { headers }, { body: `message ${n}` })
    const upTo = (last: number) => Array.from({ length: last }, (_, n) => n + 1)
    for (const { seqs } of pages) await expect.poll(seqs, { timeout: 20_000 }).toEqual(upTo(9))

    const writing = say(second, chat, { headers }, { body: 'message 10' }).catch(() => undefined)
    await replica?.kill()
    await writing
    const message = { body: 'message 11' }
    const { body: last } = await say(api, chat, { headers }, message)
    const [first] = pages
    await expect.poll(() => first?.seqs(), { timeout: 20_000 }).toEqual(upTo(last.seq))
    await Promise.all(pages.map(({ leave }) => leave()))
  })

  it('an answer that nobody reads is mailed once, with a link that opens the conversation', async () => {
    const { second } = await start({ AWAY_SECONDS: '1', AWAY_CHECK_SECONDS: '0.2' })
    const email = newEmail()
    const chat = await openChat(api, { email, name: 'Gaston' })
    await say(second, chat, { token: staff }, { body: 'Il arrive <demain>.' })
    const mail = await mailTo(platform, email, /Nous vous avons répondu/)
    expect(mail.text).toContain('Il arrive <demain>.')
    expect(mail.html).not.toContain('<demain>')
    const token = { 'conversation-token': tokenIn(mail) }
    expect((await api(`GET ${chat.path}`, { headers: token })).status).toBe(200)
  })

  it('a conversation whose customer stays away closes, and nobody writes in it any more', async () => {
    const chat = await openChat(api)
    await say(api, chat, { token: staff }, { body: 'Il arrive demain.' })
    await start({ AUTO_CLOSE_DAYS: '0', ENDING_CHECK_SECONDS: '0.5' })
    await eventually(
      'the conversation to close',
      () => api<Conversation>(`GET ${chat.path}`, { token: staff }),
      ({ body }) => body.status === 'closed',
    )
    const { status, body } = await say(api, chat, { headers: chat.headers }, { body: 'Merci' })
    expect([status, body.code]).toEqual([409, 'transition_refused'])
  })
})
