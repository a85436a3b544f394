import { expect, it } from 'vitest'
import { settleAll } from './settle-all.ts'

it('waits for all, though one fails, and throws the first error in their order', async () => {
  const ended: string[] = []
  const end = async (name: string, turns: number, error?: Error) => {
    for (let n = 0; n < turns; n++) await Promise.resolve()
    ended.push(name)
    if (error) throw error
    return name
  }
  const failing = [end('slow', 9, new Error('slow')), end('quick', 1, new Error('quick'))]
  await expect(settleAll([...failing, end('last', 20)])).rejects.toThrow('slow')
  expect(ended).toEqual(['quick', 'slow', 'last'])
  expect(await settleAll([end('one', 2), end('other', 1)])).toEqual(['one', 'other'])
})
