import type { Conversation, ConversationMessage } from '@comptoir/contracts/support/schemas'
import { mergeMessages, newerOf, receivedUpTo } from '@comptoir/site/conversation-log'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canRate, unreadAnswer } from './chat-log.ts'

const message = (seq: number, author: 'customer' | 'agent' = 'customer'): ConversationMessage => ({
  ...{ seq, author, body: `message ${seq}`, images: [], createdAt: '2026-11-30T10:00:00.000Z' },
})
const seqsOf = (messages: readonly ConversationMessage[]) => messages.map(({ seq }) => seq)
const conversation: Conversation = {
  ...{ conversationId: 'cnv_1', status: 'waiting_customer', locale: 'fr', lastSeq: 3 },
  ...{ read: { customer: 1, agent: 1 }, version: 4 },
  ...{ createdAt: '2026-11-30T10:00:00.000Z', lastMessageAt: '2026-11-30T10:00:00.000Z' },
}

describe('messages that came', () => {
  it('are there once and in order, however streams overlap and answers overtake', () => {
    const arrivals = fc.array(fc.array(fc.integer({ min: 1, max: 30 }), { maxLength: 8 }))
    fc.assert(
      fc.property(arrivals, (batches) => {
        let log: readonly ConversationMessage[] = []
        for (const batch of batches)
          log = mergeMessages(
            log,
            batch.map((seq) => message(seq)),
          )
        expect(seqsOf(log)).toEqual([...new Set(batches.flat())].toSorted((a, b) => a - b))
      }),
    )
  })

  it('before change nothing: the list is the same', () => {
    const log = mergeMessages([], [message(1), message(2)])
    expect(mergeMessages(log, [message(2)])).toBe(log)
  })
})

describe('a stream', () => {
  it('goes on after the last message before a hole', () => {
    expect(receivedUpTo([])).toBe(0)
    expect(receivedUpTo([1, 2, 3].map((seq) => message(seq)))).toBe(3)
    // 5 is the answer to one's own message, 4 is still to come
    expect(receivedUpTo([1, 2, 3, 5].map((seq) => message(seq)))).toBe(3)
    expect(receivedUpTo([message(2)])).toBe(0)
  })

  it('that tells an older state late does not bring it back', () => {
    const older = { ...conversation, version: 3, status: 'open' } as const
    expect(newerOf(undefined, conversation)).toBe(conversation)
    expect(newerOf(conversation, older)).toBe(conversation)
    expect(newerOf(older, conversation)).toBe(conversation)
    const other = { ...conversation, conversationId: 'cnv_2', version: 9 }
    expect(newerOf(conversation, other)).toBe(conversation)
  })
})

describe('an answer', () => {
  it('is unread until its reader was told of it; what one wrote oneself never is', () => {
    const log = [message(1), message(2, 'agent'), message(3)]
    expect(unreadAnswer(log, conversation)).toBe(2)
    expect(unreadAnswer(log, { read: { customer: 2, agent: 1 } })).toBeUndefined()
    expect(unreadAnswer([message(1)], { read: { customer: 0, agent: 0 } })).toBeUndefined()
  })

  it('is rated once, when the conversation is over', () => {
    const answered = [message(1), message(2, 'agent')]
    expect(canRate({ status: 'closed' }, answered)).toBe(true)
    expect(canRate({ status: 'resolved' }, answered)).toBe(true)
    expect(canRate({ status: 'waiting_customer' }, answered)).toBe(false)
    expect(canRate({ status: 'closed' }, [message(1)])).toBe(false)
    expect(canRate({ status: 'closed', rating: { score: 5 } }, answered)).toBe(false)
  })
})
