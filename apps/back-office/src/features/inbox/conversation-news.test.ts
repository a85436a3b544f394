import type { StaffConversation } from '@comptoir/contracts/support/schemas'
import { describe, expect, it } from 'vitest'
import { isNews } from './conversation-news.ts'

const lastMessage = (author: 'customer' | 'agent'): StaffConversation['lastMessage'] => ({
  ...{ seq: 3, author, body: 'Bonjour', images: [], createdAt: '2026-11-30T10:00:00.000Z' },
})
const told = { lastSeq: 3, lastMessage: lastMessage('customer') }

describe('a message that somebody has to hear of', () => {
  it('is one of a customer, in the queue or one’s own', () => {
    expect(isNews(told, { heard: 2, me: 'usr_1' })).toBe(true)
    expect(isNews({ ...told, assignedTo: 'usr_1' }, { heard: 2, me: 'usr_1' })).toBe(true)
    expect(isNews({ ...told, assignedTo: 'usr_2' }, { heard: 2, me: 'usr_1' })).toBe(false)
  })

  it('is told once, however often the conversation changes after it', () => {
    expect(isNews(told, { heard: 3, me: 'usr_1' })).toBe(false)
  })

  it('is none of the shop itself', () => {
    const own = { ...told, lastMessage: lastMessage('agent') }
    expect(isNews(own, { heard: 2, me: 'usr_1' })).toBe(false)
  })
})
