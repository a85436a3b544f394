import { describe, expect, it } from 'vitest'
import { mergedPage } from './merged-pages.ts'
import type { PageQuery } from './use-pages.ts'

const rows = {
  lost: ['5', '3', '1'],
  damaged: ['4'],
} as const
const names = ['lost', 'damaged'] as const

async function ask(list: keyof typeof rows, { limit, cursor }: PageQuery) {
  const start = Number(cursor ?? 0)
  const end = start + limit
  const items: string[] = rows[list].slice(start, end)
  return { items, ...(end < rows[list].length && { nextCursor: String(end) }) }
}
const merge = { lists: names, momentOf: (row: string) => row, ask }

describe('several lists as one', () => {
  it('are read page after page, newest first, until each is at its end', async () => {
    const first = await mergedPage({ limit: 2 }, merge)
    expect(first.items).toEqual(['5', '4', '3'])
    const second = await mergedPage({ limit: 2, cursor: first.nextCursor ?? '' }, merge)
    expect(second.items).toEqual(['1'])
    expect(second.nextCursor).toBeUndefined()
  })

  it('are empty when all are', async () => {
    const none = { ...merge, ask: async () => ({ items: [] }) }
    expect(await mergedPage({ limit: 2 }, none)).toEqual({ items: [] })
  })
})
