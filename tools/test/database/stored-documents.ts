import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { AppId } from '@comptoir/contracts/topology'
import { z } from 'zod'
import { checkout } from '../../src/runner/plan/layout.ts'

const Document = z.object({ key: z.string(), value: z.record(z.string(), z.unknown()) })
/** A row of the state table: a document, or, as text, what workflows keep. */
export type StoredRow = {
  readonly key: string
  readonly value: string
  readonly isBinary: boolean
  readonly isExpired: boolean
}

/** Documents as a service wrote them: what its own test reads back with its stored schemas. */
export function storedDocuments(appId: AppId) {
  const folder = join(checkout, 'services', appId, 'test', 'stored')
  // the recent ones hold what documents had not when the others were written
  const files = [`${appId}.json`, `${appId}-recent.json`].map((name) => join(folder, name))
  return files
    .filter((file) => existsSync(file))
    .flatMap((file) => z.array(Document).parse(JSON.parse(readFileSync(file, 'utf8'))))
    .map(({ key, value }) => ({ key: key.includes('||') ? key : `${appId}||${key}`, value }))
}

/** What a state table holds: the stored documents, and beside them what no view may show or fail on. */
export function stateRows(appId: AppId): StoredRow[] {
  const documents = storedDocuments(appId)
  const row = (key: string, value: unknown) => ({
    key,
    value: JSON.stringify(value),
    isBinary: false,
    isExpired: false,
  })
  const workflow = `${appId}||dapr.internal.default.${appId}.workflow||1||metadata`
  return [
    ...documents.map(({ key, value }) => row(key, value)),
    ...documents.flatMap(({ key, value }) => [
      row(`${key}-removed`, { ...value, data: null, deleted: true }),
      { ...row(`${key}-expired`, value), isExpired: true },
    ]),
    { ...row(workflow, ''), value: 'AAEC+w==', isBinary: true },
  ]
}
