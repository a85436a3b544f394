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
