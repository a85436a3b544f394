import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { lookUp } from '@comptoir/contracts/look-up'
import type { Scripts } from '../../src/database/engines/script-text.ts'
import { type Engine, scriptPath } from '../../src/database/scripts.ts'
import { readViews, type ServiceViews, type View } from '../../src/database/views.ts'
import { checkout } from '../../src/runner/plan/layout.ts'
import { type StoredRow, stateRows } from './stored-documents.ts'

export type ViewRow = Readonly<Record<string, unknown>>

export const allServices = readViews(checkout)

/** A script as it stands in the repository. */
export const readScript = (appId: string, engine: Engine, script: keyof Scripts) =>
  readFileSync(join(checkout, scriptPath(appId, engine, script)), 'utf8')

/** A file of SQLite with the state of a service and its views. */
export function sqliteOf({ appId }: ServiceViews, rows: readonly StoredRow[] = stateRows(appId)) {
  const database = new DatabaseSync(':memory:')
  database.exec(readScript(appId, 'sqlite', 'up'))
  const insert = database.prepare(
    `INSERT INTO state (key, value, is_binary, etag, expiration_time) VALUES (?, ?, ?, 'etag', ?)`,
  )
  for (const { key, value, isBinary, isExpired } of rows)
    insert.run(key, value, isBinary ? 1 : 0, isExpired ? '2026-01-01 00:00:00' : null)
  return database
}

/** The rows of a view in SQLite, as every other engine must show them. */
export function sqliteRows(database: DatabaseSync, view: View): ViewRow[] {
  return comparable(view, database.prepare(`SELECT * FROM ${view.name}`).all())
}

/** Rows without what differs from driver to driver, and in one order. */
export function comparable(view: View, rows: readonly ViewRow[]): ViewRow[] {
  const plain = rows.map((row) =>
    Object.fromEntries(
      view.columns.map(({ name, type }) => [name, plainValue(lookUp(row, name), type)]),
    ),
  )
  const text = (row: ViewRow) => JSON.stringify(row)
  return plain.toSorted((a, b) => (text(a) < text(b) ? -1 : 1))
}

function plainValue(value: unknown, type: View['columns'][number]['type']): unknown {
  if (value === null || value === undefined) return null
  if (type === 'integer' || type === 'minor') return Number(value)
  if (type === 'boolean') return Boolean(value)
  if (type === 'json') return typeof value === 'string' ? JSON.parse(value) : value
  if (type === 'instant') return instantOf(value)
  return value
}

/** A driver gives a Date, or a text without a zone, which is UTC. */
function instantOf(value: unknown): string {
  if (value instanceof Date) return value.toISOString()
  const text = String(value).replace(' ', 'T')
  return new Date(text.endsWith('Z') ? text : `${text}Z`).toISOString()
}
