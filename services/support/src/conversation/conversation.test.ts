import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mailAnswers } from './away.ts'
import {
  type Conversation,
  leavePage,
  markRead,
  openConversation,
  pageSize,
  pageToArchive,
  type Side,
  send,
  sentBefore,
} from './conversation.ts'
import { assign, close, closeIdle, rate, resolve, transfer } from './handling.ts'

const startMs = Date.parse('2026-11-21T10:00:00.000Z')
const at = (minutes: number) => new Date(startMs + minutes * 60_000).toISOString()
const customer: Side = { author: 'customer' }
const ines = { author: 'agent', agentId: 'usr_ines', agentName: 'Inès' } as const
const omar = { author: 'agent', agentId: 'usr_omar' } as const
const text = (clientMsgId: string, body = clientMsgId) => ({ clientMsgId, body, images: [] })
const sending = (id: string, minutes = 0) => ({
  message: text(id),
  at: at(minutes),
  awayMs: 300_000,
})

const opened = (): Conversation =>
  openConversation({ customerId: 'usr_camille', locale: 'fr' }, text('first'), at(0))
const answered = () => send(assign(opened(), ines, at(1)) ?? opened(), ines, sending('answer', 2))

type Step = (conversation: Conversation) => Conversation | undefined
const writing: readonly Step[] = [
  (one) => send(one, customer, sending(`c${one.lastSeq}`)),
  (one) => send(one, ines, sending(`i${one.lastSeq}`)),
  (one) => send(one, omar, sending(`o${one.lastSeq}`)),
]
const others: readonly Step[] = [
  (one) => assign(one, ines, at(1)),
  (one) => transfer(one, omar, at(1)),
  (one) => transfer(one, 'queue', at(1)),
  (one) => resolve(one, at(1)),
  (one) => markRead(one, customer, { seq: one.lastSeq, at: at(1) }),
  (one) => markRead(one, customer, { seq: one.lastSeq - 3, at: at(1) }),
  (one) => markRead(one, ines, { seq: one.lastSeq + 9, at: at(1) }),
  (one) => mailAnswers(one, { mailId: `m${one.lastSeq}`, at: at(60) })?.next,
  (one) => leavePage(one, pageToArchive(one)?.number ?? 0),
]
function tryStep(conversation: Conversation, step: Step | undefined): Conversation {
  try {
    return step?.(conversation) ?? conversation
  } catch {
    return conversation
  }
}
/** What may happen to a conversation: what is refused leaves it as it is. */
const walks = fc.array(
  fc.oneof(
    { arbitrary: fc.constantFrom(...writing), weight: 3 },
    { arbitrary: fc.constantFrom(...others), weight: 1 },
  ),
  { maxLength: 400, size: 'max' },
)

describe('whatever happens to a conversation', () => {
  it('seq has no holes, and nothing that was written changes or is lost', () => {
    fc.assert(
      fc.property(walks, (walk) => {
        let conversation = opened()
        const pages: Conversation['messages'][number][] = []
        for (const step of walk) {
          const before = conversation
          const page = pageToArchive(before)
          conversation = tryStep(before, step)
          if (page && conversation.archivedPages > before.archivedPages)
            pages.push(...page.messages)
          const all = [...pages, ...conversation.messages]
          expect(all.map(({ seq }) => seq)).toEqual(all.map((_, n) => n + 1))
          expect(all.length).toBe(conversation.lastSeq)
          expect(pages.length).toBe(conversation.archivedPages * pageSize)
          const kept = before.messages.filter(({ seq }) => seq > pages.length)
          expect(conversation.messages.slice(0, kept.length)).toEqual(kept)
        }
      }),
      { numRuns: 200 },
    )
  })

  it('cursors only grow, and never pass what there is', () => {
    fc.assert(
      fc.property(walks, (walk) => {
        let conversation = opened()
        for (const step of walk) {
          const { read } = conversation
          conversation = tryStep(conversation, step)
          expect(conversation.read.customer).toBeGreaterThanOrEqual(read.customer)
          expect(conversation.read.agent).toBeGreaterThanOrEqual(read.agent)
          expect(conversation.read.customer).toBeLessThanOrEqual(conversation.lastSeq)
          expect(conversation.read.agent).toBeLessThanOrEqual(conversation.lastSeq)
        }
      }),
    )
  })

  it('nothing is written once it is closed', () => {
    fc.assert(
      fc.property(walks, (walk) => {
        const closed = close(answered(), 'agent', at(3)) ?? opened()
        const last = walk.reduce(tryStep, closed)
        expect([last.status, last.lastSeq]).toEqual(['closed', closed.lastSeq])
      }),
    )
  })
})

describe('sending', () => {
  it('gives the next seq, whoever writes', () => {
    const both = send(answered(), customer, sending('thanks', 3))
    expect(both.messages.map(({ seq, author }) => [seq, author])).toEqual([
      [1, 'customer'],
      [2, 'agent'],
      [3, 'customer'],
    ])
  })

  it('finds what a side sent under an id, and refuses the id for another text', () => {
    const { messages } = answered()
    expect(sentBefore(messages, customer, text('first'))?.seq).toBe(1)
    expect(sentBefore(messages, ines, text('first'))).toBeUndefined()
    expect(() => sentBefore(messages, customer, text('first', 'other'))).toThrow('already_exists')
    const image = { imageId: 'img_1', width: 1, height: 1 }
    const withImage = { ...text('first'), images: [image] }
    expect(() => sentBefore(messages, customer, withImage)).toThrow('already_exists')
  })

  it('takes a conversation from the queue by the first answer, and lets no other agent answer', () => {
    const taken = send(opened(), ines, sending('answer', 2))
    expect(taken).toMatchObject({ status: 'waiting_customer', assignedTo: 'usr_ines' })
    expect(() => send(taken, omar, sending('me too', 3))).toThrow('transition_refused')
  })

  it('waits for who did not write last, and opens again what was resolved', () => {
    const waiting = send(answered(), customer, sending('and?', 3))
    expect(waiting).toMatchObject({ status: 'waiting_agent', since: at(3) })
    expect(send(waiting, customer, sending('hello?', 9)).since).toBe(at(3))
    const resolved = resolve(answered(), at(4)) ?? opened()
    expect(send(resolved, customer, sending('one more', 5))).toMatchObject({
      ...{ status: 'waiting_agent', assignedTo: 'usr_ines' },
    })
  })

  it('does not read for its writer what crossed it on the way', () => {
    const crossed = send(answered(), customer, sending('crossed', 3))
    expect(crossed.read.customer).toBe(1)
    const read = markRead(answered(), customer, { seq: 2, at: at(3) }) ?? opened()
    expect(send(read, customer, sending('thanks', 4)).read.customer).toBe(3)
  })

  it('is refused when the conversation is full', () => {
    const full = { ...opened(), lastSeq: 2_000 }
    expect(() => send(full, customer, sending('more'))).toThrow('transition_refused')
  })
})

describe('handling', () => {
  it('gives a conversation to one agent: the second is refused, the first may ask again', () => {
    const taken = assign(opened(), ines, at(1)) ?? opened()
    expect(taken).toMatchObject({ status: 'assigned', assignedTo: 'usr_ines', agentName: 'Inès' })
    expect(assign(taken, ines, at(2))).toBeUndefined()
    expect(() => assign(taken, omar, at(2))).toThrow('conflict')
  })

  it('is transferred to an agent or the queue', () => {
    expect(transfer(answered(), omar, at(3))).toMatchObject({ assignedTo: 'usr_omar' })
    expect(transfer(answered(), omar, at(3))).not.toHaveProperty('agentName')
    expect(transfer(answered(), 'queue', at(3))).not.toHaveProperty('assignedTo')
    expect(transfer(opened(), 'queue', at(3))).toBeUndefined()
  })

  it('closes what its customer left, and nothing that waits for the shop', () => {
    const late = { before: at(100), at: at(101) }
    expect(closeIdle(answered(), late)).toMatchObject({ status: 'closed', closedBy: 'inactivity' })
    expect(closeIdle(opened(), late)).toBeUndefined()
    expect(closeIdle(answered(), { before: at(1), at: at(101) })).toBeUndefined()
  })

  it('is rated once, when it is resolved or closed', () => {
    expect(() => rate(answered(), { score: 5 }, at(3))).toThrow('transition_refused')
    const rated = rate(resolve(answered(), at(3)) ?? opened(), { score: 4 }, at(4)) ?? opened()
    expect(rate(rated, { score: 4 }, at(5))).toBeUndefined()
    expect(() => rate(rated, { score: 1 }, at(5))).toThrow('already_exists')
  })
})

describe('a mail of answers', () => {
  const due = { mailId: 'answers-2', at: at(8) }

  it('is asked for once they are unread for five minutes, and not again until they are read', () => {
    expect(mailAnswers(answered(), { ...due, at: at(6) })).toBeUndefined()
    const asked = mailAnswers(answered(), due)
    expect(asked?.mail).toMatchObject({ fromSeq: 2, toSeq: 2, kind: 'conversation_answer' })
    const more = send(asked?.next ?? opened(), ines, sending('more', 9))
    expect(mailAnswers(more, { mailId: 'answers-3', at: at(60) })).toBeUndefined()
    const read = markRead(more, customer, { seq: 3, at: at(61) }) ?? opened()
    const again = send(read, ines, sending('again', 70))
    expect(mailAnswers(again, { mailId: 'answers-4', at: at(80) })?.mail.fromSeq).toBe(4)
  })

  it('is not asked for when they are read in time', () => {
    const read = markRead(answered(), customer, { seq: 2, at: at(3) }) ?? opened()
    expect(mailAnswers(read, due)).toBeUndefined()
  })
})
