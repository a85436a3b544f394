import { describe, expect, it } from 'vitest'
import { addToken, confirmWish, isAsked, makeWish, notifyWish, type Wish } from './stock-wish.ts'

const at = '2026-11-21T10:00:00.000Z'
const later = (minutes: number) => new Date(Date.parse(at) + minutes * 60_000).toISOString()
const user = { kind: 'user', userId: 'usr_1' } as const
const guest = { kind: 'guest', email: 'camille@example.com' } as const
const wanted = { sku: 'A', locale: 'fr' } as const
const ofUser = makeWish(undefined, { ...wanted, person: user, at })
const ofGuest = makeWish(undefined, { ...wanted, person: guest, at })

/** The same wish made again so many minutes later, each time from what it has become. */
const again = (wish: Wish, ...minutes: number[]) =>
  minutes.reduce((now, one) => makeWish(now, { ...wanted, person: guest, at: later(one) }), wish)

describe('a wish for stock', () => {
  it('of a user waits at once, and keeps its turn when it is made again', () => {
    expect(ofUser).toMatchObject({ status: 'waiting', since: at })
    expect(makeWish(ofUser, { ...wanted, person: user, at: later(5) })).toBe(ofUser)
  })

  it('of a guest waits once its address is confirmed, with the turn of when it was made', () => {
    expect(ofGuest.status).toBe('unconfirmed')
    const confirmed = confirmWish(ofGuest)
    expect(confirmed).toMatchObject({ status: 'waiting', since: at })
    expect(confirmWish(confirmed)).toBe(confirmed)
  })

  it('sends its owner three mails a day at most, ten minutes apart', () => {
    expect(isAsked(undefined, ofGuest)).toBe(true)
    expect(again(ofGuest, 9)).toBe(ofGuest)
    const third = again(ofGuest, 10, 20)
    expect(third).toMatchObject({ askedAt: [at, later(10), later(20)] })
    expect(again(third, 60)).toBe(third)
    expect(isAsked(third, again(third, 24 * 60 + 1))).toBe(true)
  })

  it('is told once, and begins again when it is made again: a guest confirms it again', () => {
    const told = notifyWish(ofUser, later(1))
    expect(told).toMatchObject({ status: 'notified', notifiedAt: later(1) })
    expect(told && notifyWish(told, later(2))).toBeUndefined()
    expect(notifyWish(ofGuest, later(1))).toBeUndefined()
    expect(makeWish(told, { ...wanted, person: user, at: later(9) })).toMatchObject({
      ...{ status: 'waiting', since: later(9) },
    })
    const toldGuest = notifyWish(confirmWish(ofGuest), later(1))
    expect(makeWish(toldGuest, { ...wanted, person: guest, at: later(9) })).toMatchObject({
      ...{ status: 'unconfirmed', askedAt: [later(9)] },
    })
  })

  it('keeps the tokens of its last mails', () => {
    const many = ['1', '2', '3', '4', '5', '6'].reduce(addToken, ofGuest)
    expect(many.tokens).toEqual(['2', '3', '4', '5', '6'])
  })
})
