import { type Call, CallError } from '@comptoir/site/call'
import { describe, expect, it } from 'vitest'
import { changeTags, tagChange } from './change-tags.ts'

/** An order whose tags a colleague sets, so many times, just before ours arrive. */
function orderOf(tags: string[], colleague: readonly string[][] = []) {
  const order = { version: 3, tags }
  const theirs = [...colleague]
  const writes: number[] = []
  async function answer(operation: string, input: Record<string, unknown>): Promise<unknown> {
    if (operation.startsWith('GET')) return { ...order }
    const next = theirs.shift()
    if (next) Object.assign(order, { tags: next, version: order.version + 1 })
    const seen = (input['headers'] as Record<string, string>)['if-match']
    writes.push(order.version)
    if (seen !== `"${order.version}"`)
      throw new CallError(operation, { status: 412, code: 'precondition_failed' })
    const { tags: sent } = input['body'] as { tags: string[] }
    Object.assign(order, { tags: sent, version: order.version + 1 })
    return { ...order }
  }
  return { order, writes, call: answer as unknown as Call }
}

describe('tags of an order', () => {
  it('are added and taken off, and others stay', async () => {
    const { call, order, writes } = orderOf(['fragile', 'gift'])
    const answer = await changeTags(call, 'ord_1', { added: ['late'], removed: ['gift'] })
    expect(answer).toMatchObject({ tags: ['fragile', 'late'], version: 4 })
    expect([order.tags, writes.length]).toEqual([['fragile', 'late'], 1])
  })

  it('keep what a colleague changed between reading and writing', async () => {
    const { call, order, writes } = orderOf(['fragile', 'gift'], [['gift', 'vip']])
    await changeTags(call, 'ord_1', { added: ['late'], removed: ['gift'] })
    expect([order.tags, writes.length]).toEqual([['vip', 'late'], 2])
  })

  it('are given up when the order changes each time', async () => {
    const { call, writes } = orderOf([], [['a'], ['b'], ['c'], ['d'], ['e']])
    const given = changeTags(call, 'ord_1', { added: ['late'], removed: [] })
    await expect(given).rejects.toMatchObject({ problem: { code: 'precondition_failed' } })
    expect(writes).toHaveLength(4)
  })
})

describe('what somebody changes', () => {
  it('is what they add and take off', () => {
    const change = tagChange({ shown: ['fragile', 'gift'], wanted: ['gift', ' Late '] })
    expect(change).toEqual({ added: ['late'], removed: ['fragile'] })
  })

  it('has with it what they changed before and was not saved', () => {
    const unsaved = { added: ['late'], removed: ['fragile'] }
    const more = tagChange({ shown: ['gift', 'Late'], wanted: ['gift', 'Late', 'vip'], unsaved })
    expect(more).toEqual({ added: ['late', 'vip'], removed: ['fragile'] })
    const back = tagChange({ shown: ['gift', 'Late'], wanted: ['gift', 'fragile'], unsaved })
    expect(back).toEqual({ added: ['fragile'], removed: ['late'] })
  })

  it('is never a tag that they were not shown: a colleague added it while theirs was refused', async () => {
    const { call, order } = orderOf(['gift', 'vip'])
    const unsaved = { added: ['late'], removed: [] }
    const change = tagChange({ shown: ['gift', 'late'], wanted: ['gift', 'late', 'x'], unsaved })
    await changeTags(call, 'ord_1', change)
    expect(order.tags).toEqual(['gift', 'vip', 'late', 'x'])
  })
})
