import { expect, it } from 'vitest'
import { createToasts } from './toasts.ts'

it('confirmations stand three at a time, and go one by one or all', () => {
  const toasts = createToasts()
  let told = 0
  const stop = toasts.subscribe(() => {
    told += 1
  })
  for (const text of ['a', 'b', 'c', 'd']) toasts.show(text)
  const texts = () => toasts.list().map(({ text }) => text)
  expect(texts()).toEqual(['b', 'c', 'd'])
  toasts.dismiss(toasts.list()[1]?.id ?? 0)
  expect(texts()).toEqual(['b', 'd'])
  toasts.clear()
  expect(texts()).toEqual([])
  expect(told).toBe(6)
  stop()
  toasts.show('e')
  expect(told).toBe(6)
})

it('what fails is said and can be tried again until it is done', async () => {
  const toasts = createToasts()
  let left = 2
  const act = async () => {
    left -= 1
    if (left >= 0) throw new Error(`${left} more`)
  }
  await toasts.attempt(act, (error) => (error as Error).message)
  const texts = () => toasts.list().map(({ text }) => text)
  expect(texts()).toEqual(['1 more'])
  await toasts.list()[0]?.retry?.()
  expect(texts()).toEqual(['1 more', '0 more'])
  await toasts.list()[1]?.retry?.()
  expect(texts()).toEqual(['1 more', '0 more'])
})
