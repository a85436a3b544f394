import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { appIds } from '@comptoir/contracts/topology'
import { describe, expect, it } from 'vitest'
import { collect, each } from '../../test/async-lists.ts'
import { isUnderWay } from './orders-under-way.ts'
import {
  archiveParts,
  documentsFile,
  openArchive,
  readLines,
  sha256Of,
  writeLines,
} from './shop-archive.ts'

/** A whole archive with one document for each service. */
async function archive() {
  const folder = mkdtempSync(join(tmpdir(), 'comptoir-archive-'))
  mkdirSync(join(folder, archiveParts.documents))
  const documents: Record<string, unknown> = {}
  for (const appId of appIds)
    documents[appId] = await writeLines(
      documentsFile(folder, appId),
      each([{ key: 'a:1', value: 1 }]),
    )
  const secrets = join(folder, archiveParts.secrets)
  writeFileSync(secrets, '{}')
  const note = {
    format: 1,
    takenAt: '2026-11-29T08:00:00.000Z',
    store: 'redis',
    documents,
    redis: await writeLines(join(folder, archiveParts.redis), each([])),
    files: { count: 0, sha256: '' },
    secrets: { sha256: await sha256Of(secrets) },
  }
  writeFileSync(join(folder, archiveParts.note), JSON.stringify(note))
  return folder
}

describe('an exported shop', () => {
  it('is read back as it was written', async () => {
    const folder = await archive()
    expect((await openArchive(folder)).documents.orders.count).toBe(1)
    const lines = await collect(readLines(documentsFile(folder, 'orders')))
    expect(lines).toEqual([{ key: 'a:1', value: 1 }])
  })

  it('is refused when a file is damaged or missing', async () => {
    const [damaged, missing] = [await archive(), await archive()]
    writeFileSync(documentsFile(damaged, 'billing'), '{"key":"a:1","value":2}\n')
    rmSync(join(missing, archiveParts.redis))
    await expect(openArchive(damaged)).rejects.toThrow(/billing\.jsonl is damaged/)
    await expect(openArchive(missing)).rejects.toThrow(/redis\.jsonl is damaged or missing/)
  })

  it('is refused before it is whole', async () => {
    const folder = await archive()
    rmSync(join(folder, archiveParts.note))
    await expect(openArchive(folder)).rejects.toThrow(/no whole shop/)
  })
})

const order = (status: string, cancellation?: string) => ({
  key: 'orders:ord_1',
  value: { data: { status, ...(cancellation && { cancellation: { status: cancellation } }) } },
})

describe('an order that a workflow works on', () => {
  it('waits for stock, money or its parcel, or is being cancelled', () => {
    for (const status of ['pending', 'awaiting_payment', 'confirmed'])
      expect(isUnderWay(order(status))).toBe(true)
    expect(isUnderWay(order('processing', 'requested'))).toBe(true)
    expect(isUnderWay(order('cancelled', 'refund_pending'))).toBe(true)
  })

  it('is none that rests, nor another document', () => {
    for (const status of ['processing', 'delivered', 'expired'])
      expect(isUnderWay(order(status))).toBe(false)
    expect(isUnderWay(order('cancelled', 'done'))).toBe(false)
    expect(isUnderWay({ key: 'cart-orders:cart_1', value: {} })).toBe(false)
  })
})
