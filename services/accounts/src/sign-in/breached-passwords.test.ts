import { expect, it } from 'vitest'
import { createBreachCheck, localRanges } from './breached-passwords.ts'

it('knows the passwords of the list, in any case, and no other', async () => {
  const isBreached = createBreachCheck(localRanges())
  expect(await isBreached('correcthorsebatterystaple')).toBe(true)
  expect(await isBreached('MotDePasseMotDePasse')).toBe(true)
  expect(await isBreached('une longue phrase secrète')).toBe(false)
})

it('tells five digits of a digest and nothing else', async () => {
  const asked: string[] = []
  const isBreached = createBreachCheck(async (digits) => {
    asked.push(digits)
    // the digest of `password`, as Pwned Passwords answers it
    return new Set(['1E4C9B93F3F0682250B6CF8331B7EE68FD8'])
  })
  expect(await isBreached('password')).toBe(true)
  expect(await isBreached('une longue phrase secrète')).toBe(false)
  expect(asked.every((digits) => /^[0-9A-F]{5}$/.test(digits))).toBe(true)
  expect(asked[0]).toBe('5BAA6')
})
