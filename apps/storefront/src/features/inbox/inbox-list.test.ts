import type { InboxMessage } from '@comptoir/contracts/notifications/inbox'
import { describe, expect, it } from 'vitest'
import { withAllRead, withArrival, withNewest, withOlder, withRead } from './inbox-list.ts'

const message = (n: number, more: Partial<InboxMessage> = {}): InboxMessage => ({
  ...{ notificationId: `ntf_${n}`, template: 'order_confirmed', title: `${n}`, text: '' },
  ...{ locale: 'fr', createdAt: `2026-11-30T10:00:${String(n).padStart(2, '0')}.000Z` },
  ...more,
})
const titlesOf = ({ items }: { items: readonly InboxMessage[] }) => items.map(({ title }) => title)
const readAt = '2026-11-30T11:00:00.000Z'

describe('the inbox', () => {
  it('has what arrives on top and once, however often a stream brings it', () => {
    const list = { items: [message(1)], unread: 1 }
    const arrived = withArrival(list, message(2))
    expect([titlesOf(arrived), arrived.unread]).toEqual([['2', '1'], 2])
    expect(withArrival(arrived, message(2))).toBe(arrived)
    expect(withArrival(list, message(3, { readAt })).unread).toBe(1)
  })

  it('read again keeps older pages, and where they go on', () => {
    const first = withNewest(undefined, {
      ...{ items: [message(4), message(3)], unread: 2, nextCursor: 'a' },
    })
    const both = withOlder(first, {
      ...{ items: [message(2), message(1)], unread: 2, nextCursor: 'b' },
    })
    expect([titlesOf(both), both.nextCursor]).toEqual([['4', '3', '2', '1'], 'b'])
    const again = withNewest(both, {
      ...{ items: [message(5), message(4, { readAt })], unread: 1, nextCursor: 'c' },
    })
    expect([titlesOf(again), again.nextCursor]).toEqual([['5', '4', '3', '2', '1'], 'b'])
    expect(again.items[1]?.readAt).toBe(readAt)
    expect(again.unread).toBe(1)
  })

  it('counts a message that is read once', () => {
    const list = { items: [message(2), message(1)], unread: 2 }
    const read = withRead(list, message(1, { readAt }))
    expect(read.unread).toBe(1)
    expect(withRead(read, message(1, { readAt }))).toBe(read)
    expect(withRead(list, message(9, { readAt }))).toBe(list)
  })

  it('of which all are read has none unread, and keeps when the others were', () => {
    const list = { items: [message(2), message(1, { readAt: 'before' })], unread: 1 }
    const all = withAllRead(list, readAt)
    expect(all.unread).toBe(0)
    expect(all.items.map((one) => one.readAt)).toEqual([readAt, 'before'])
  })
})
