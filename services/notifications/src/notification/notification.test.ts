import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { retryAfterMs } from './back-off.ts'
import {
  claim,
  end,
  erase,
  type Facts,
  queue,
  recordBounce,
  recordFailure,
  recordSent,
  resend,
} from './notification.ts'
import { notificationIdOf } from './notification-id.ts'

const at = '2026-11-21T10:00:00.000Z'
const facts: Facts = {
  ...{ fact: 'confirmed/ord_1', template: 'order_confirmed', channel: 'email' },
  ...{ userId: 'usr_camille', orderId: 'ord_1', address: 'camille@example.com', locale: 'fr' },
  ...{ data: { number: 'CMD-1' }, createdAt: at },
}
const mine = { by: 'me', claimMs: 120_000 }
const other = { by: 'other', claimMs: 120_000 }
const after = (ms: number) => new Date(Date.parse(at) + ms)
function sending(now = after(0)) {
  const claimed = claim(queue(facts), { ...mine, now })
  if (!claimed) throw new Error('not due')
  return claimed
}

describe('a message', () => {
  it('is sent by whoever claims it first, and by nobody else while they may be sending', () => {
    const taken = sending()
    expect(taken).toMatchObject({ status: 'sending', claim: 'me', attempts: 1 })
    expect(claim(taken, { ...other, now: after(119_000) })).toBeUndefined()
    expect(recordSent(taken, at)).toMatchObject({ status: 'sent', sentAt: at })
  })

  it('is sent by another one when who claimed it has crashed', () => {
    expect(claim(sending(), { ...other, now: after(120_000) })).toMatchObject({
      claim: 'other',
      attempts: 2,
    })
  })

  it('waits for its time', () => {
    const later = queue(facts, '2026-11-21T10:05:00.000Z')
    expect(claim(later, { ...mine, now: after(299_999) })).toBeUndefined()
    expect(claim(later, { ...mine, now: after(300_000) })).toBeDefined()
  })

  it('is tried again later and later, and is dead after a day and a half', () => {
    let now = after(0)
    let message = recordFailure(sending(now), { reason: '451', permanent: false }, now)
    const waits: number[] = []
    while (message.status === 'queued') {
      waits.push(Date.parse(message.dueAt) - now.getTime())
      now = new Date(message.dueAt)
      const claimed = claim(message, { ...mine, now })
      if (!claimed) throw new Error('not due')
      message = recordFailure(claimed, { reason: '451', permanent: false }, now)
    }
    expect(waits).toEqual(waits.toSorted((a, b) => a - b))
    expect(waits.length).toBe(8)
    expect(message).toMatchObject({ status: 'dead', reason: '451', attempts: 9 })
    const hours = (now.getTime() - Date.parse(at)) / 3_600_000
    expect(hours).toBeGreaterThan(36)
    expect(retryAfterMs(9)).toBeUndefined()
  })

  it('that the server refuses for good is not tried again', () => {
    const failure = { reason: '550 no such mailbox', permanent: true }
    expect(recordFailure(sending(), failure, after(0))).toMatchObject({ status: 'bounced' })
  })

  it('is sent once more by staff, as another mail, when nobody is sending it', () => {
    const sent = recordSent(sending(), at)
    expect(resend(sent, at)).toMatchObject({ status: 'queued', sends: 2, attempts: 0 })
    expect(() => resend(sending(), at)).toThrow('transition_refused')
    expect(() => resend(queue(facts), at)).toThrow('transition_refused')
  })

  it('loses its person, and is not sent any more', () => {
    const to = { address: 'usr_camille@anonymised.invalid', at }
    const gone = erase(queue(facts), to)
    expect(gone).toMatchObject({ status: 'skipped', data: {}, address: to.address })
    expect(JSON.stringify(gone)).not.toMatch(/camille@example|CMD-1/)
    const sent = erase(recordSent(sending(), at), to)
    expect(sent).toMatchObject({ status: 'sent', sentAt: at, data: {} })
    expect(sent && erase(sent, to)).toBeUndefined()
    expect(() => sent && resend(sent, at)).toThrow('transition_refused')
  })

  it('that came back says why without the address, and one of before loses it with its person', () => {
    const reason = '550 5.1.1 <camille@example.com> unknown'
    const back = recordBounce(recordSent(sending(), at), { reason, at })
    expect(back).toMatchObject({ status: 'bounced', reason: '550 5.1.1 <[address]> unknown' })
    const to = { address: 'usr_camille@anonymised.invalid', at }
    const ofBefore = end(sending(), { status: 'bounced', reason, at })
    const erasedBefore = { ...ofBefore, address: to.address, data: {} }
    for (const message of [ofBefore, erasedBefore]) {
      const gone = erase(message, to)
      expect(gone).toMatchObject({ status: 'bounced', reason: '550 5.1.1 <[address]> unknown' })
      expect(gone && erase(gone, to)).toBeUndefined()
    }
  })

  it('that ended says why', () => {
    const ended = end(sending(), { status: 'skipped', reason: 'paid', at })
    expect(ended).toMatchObject({ status: 'skipped', reason: 'paid', endedAt: at })
    expect(claim(ended, { ...mine, now: after(1e9) })).toBeUndefined()
  })
})

describe('the id of a message', () => {
  const part = fc.string({ minLength: 1, maxLength: 12 })
  const identity = fc.record({ fact: part, recipient: part })
  const idOf = (one: { fact: string; recipient: string }) =>
    notificationIdOf({ template: 'refund', channel: 'email', ...one })

  it('is the same for the same fact and recipient, and another for any other', () => {
    fc.assert(
      fc.property(identity, identity, (one, other) => {
        const isSame = one.fact === other.fact && one.recipient === other.recipient
        expect(idOf(one) === idOf(other)).toBe(isSame)
      }),
    )
  })

  it('is another for another template or channel', () => {
    const base = { fact: 'f', recipient: 'r', template: 'refund', channel: 'email' } as const
    const ids = [
      base,
      { ...base, template: 'invoice' } as const,
      { ...base, channel: 'sms' } as const,
    ]
    expect(new Set(ids.map(notificationIdOf)).size).toBe(3)
  })
})
