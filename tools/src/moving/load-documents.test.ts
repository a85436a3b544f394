import { mkdirSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { StatePort } from '@comptoir/dapr/documents/state-port'
import { readPages } from '@comptoir/dapr/roster/roster-pages'
import { createMemoryState } from '@comptoir/dapr/test/memory-store'
import { describe, expect, it } from 'vitest'
import { collect, each } from '../../test/async-lists.ts'
import { loadDocuments, writeRoster } from './load-documents.ts'
import { archiveParts, type DocumentLine, documentsFile, writeLines } from './shop-archive.ts'

const takenAt = '2026-11-29T08:00:00.000Z'

async function exported(lines: readonly DocumentLine[]): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'comptoir-load-'))
  mkdirSync(join(folder, archiveParts.documents))
  await writeLines(documentsFile(folder, 'orders'), each(lines))
  return folder
}

const line = (n: number): DocumentLine => ({ key: `orders:ord_${n}`, value: { version: n } })
const load = (state: StatePort, folder: string) => loadDocuments(state, { folder, appId: 'orders' })

describe('importing documents', () => {
  it('writes all of them, and what an import that was killed left is put right', async () => {
    const state = createMemoryState()
    const lines = Array.from({ length: 230 }, (_, n) => line(n + 1))
    await state.write({ key: 'orders:ord_7', value: { version: 'half' } })
    const folder = await exported(lines)
    for (const _ of ['once', 'again']) {
      const { live, expired } = await load(state, folder)
      expect([live.length, expired]).toEqual([230, 0])
      expect((await state.read('orders:ord_7'))?.value).toEqual({ version: 7 })
    }
  })

  it('leaves out what has expired since, and keeps the end of what has not', async () => {
    const state = createMemoryState()
    const folder = await exported([
      { ...line(1), expiresAtMs: Date.now() - 1 },
      { ...line(2), expiresAtMs: Date.now() + 60_000 },
    ])
    expect(await load(state, folder)).toEqual({ live: ['orders:ord_2'], expired: 1 })
    expect(await state.read('orders:ord_1')).toBeUndefined()
  })

  it('fails for a store that does not give back what it was given', async () => {
    const state = createMemoryState()
    const forgetful: StatePort = { ...state, readMany: async () => new Map() }
    const folder = await exported([line(1)])
    await expect(load(forgetful, folder)).rejects.toThrow(/ord_1 is not stored as it was exported/)
  })

  it('lists them in the roster, by their names', async () => {
    const state = createMemoryState()
    const keys = [
      'orders:ord_1',
      'carts:a~7cb',
      ...Array.from({ length: 120 }, (_, n) => `orders:o${n}`),
    ]
    await writeRoster(state, keys, takenAt)
    await writeRoster(state, keys, takenAt)
    const pages = await collect(readPages(state))
    expect(pages.map(({ documents }) => documents.length)).toEqual([100, 22])
    expect(pages[0]?.documents.slice(0, 2)).toEqual(['orders/ord_1', 'carts/a|b'])
    expect(await state.read('roster:begun')).toBeDefined()
  })
})
