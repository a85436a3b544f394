import { mkdirSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { usualChoice } from './choice.ts'
import { keepChoice, settleChoice } from './kept-choice.ts'
import { checkout, layoutOf } from './layout.ts'

const newPlace = () =>
  layoutOf(checkout, { COMPTOIR_HOME: mkdtempSync(join(tmpdir(), 'comptoir-choice-')) })

describe('what a checkout runs on', () => {
  it('is Redis when nothing else is asked for', () => {
    expect(settleChoice(newPlace(), {})).toEqual(usualChoice)
  })

  it('is what its data lie in when nothing is asked for', () => {
    const place = newPlace()
    keepChoice(place, { broker: 'redis', store: 'kept' })
    expect(() => settleChoice(place, {})).toThrow(/no store "kept"/)
  })

  it.each(['broker', 'store'] as const)('is refused when its data lie in another %s', (kind) => {
    const place = newPlace()
    keepChoice(place, { ...usualChoice, [kind]: 'other' })
    expect(() => settleChoice(place, { [kind]: 'redis' })).toThrow(
      new RegExp(`made with ${kind} other; with redis they would be invisible.*npm run reset`),
    )
  })

  it('is kept in the same words however it was asked for', () => {
    const place = newPlace()
    const choice = { ...usualChoice, store: 'sqlite,carts=redis,orders=redis' }
    expect(settleChoice(place, { store: 'sqlite, orders=redis,carts=redis' })).toEqual(choice)
    keepChoice(place, choice)
    expect(settleChoice(place, {})).toEqual(choice)
    expect(settleChoice(place, { store: 'sqlite,orders=redis,carts=redis' })).toEqual(choice)
  })

  it('is refused when the documents of one service lie elsewhere', () => {
    const place = newPlace()
    keepChoice(place, { ...usualChoice, store: 'sqlite,carts=redis' })
    expect(() => settleChoice(place, { store: 'sqlite' })).toThrow(
      /made with store sqlite,carts=redis; with sqlite they would be invisible/,
    )
  })

  it.each([
    ['sqlite,carts=cellar', /^There is no store "cellar"; there are: .*redis/],
    ['in-memory,orders=redis', /^in-memory goes with no other store/],
    ['redis,carts=in-memory', /^in-memory goes with no other store/],
  ])('is not %s', (store, words) => {
    expect(() => settleChoice(newPlace(), { store })).toThrow(words)
  })

  it('is the usual for data that are older than the choice', () => {
    const place = newPlace()
    mkdirSync(join(place.data, 'scheduler'), { recursive: true })
    expect(settleChoice(place, {})).toEqual(usualChoice)
    expect(settleChoice(place, usualChoice)).toEqual(usualChoice)
  })
})
