import { describe, expect, it } from 'vitest'
import { groupedIban, isIban, maskedIban } from './iban.ts'
import { defaultSettings, settingsShapes } from './settings.ts'

describe('an IBAN', () => {
  it('is known however it is typed, and written in groups of four', () => {
    const grouped = 'FR14 2004 1010 0505 0001 3M02 606'
    expect([isIban('fr1420041010050500013m02606'), isIban(grouped)]).toEqual([true, true])
    expect(groupedIban('fr1420041010050500013m02606')).toBe(grouped)
    expect(groupedIban('BE68539007547034')).toBe('BE68 5390 0754 7034')
  })

  it.each([
    ['a digit is wrong', 'FR14 2004 1010 0505 0001 3M02 607'],
    ['two are swapped', 'BE68 5390 0754 7043'],
    ['it is something else', 'compte 12'],
  ])('is none when %s', (_why, text) => {
    expect(isIban(text)).toBe(false)
  })

  it('of a shop that named none is of no bank', () => {
    const { transferIban } = defaultSettings.orders
    expect(settingsShapes.orders.safeParse(defaultSettings.orders).success).toBe(true)
    expect(transferIban).toMatch(/^FR\d\d 0000 0000 0000/)
  })
})

it('an IBAN is shown by its ends', () => {
  expect(maskedIban('FR14 2004 1010 0505 0001 3M02 606')).toBe('FR14 … 2606')
})
