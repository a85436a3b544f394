import type { Column, ColumnType, ServiceViews, View } from '../views.ts'
import { listed, quoted, type Scripts, script } from './script-text.ts'

/** The scripts for SQLite: one file for each service, `<service>.db`. Who may read the file may read the views. */
export function sqlite({ appId, views }: ServiceViews): Scripts {
  const drops = views.map(({ name }) => `DROP VIEW IF EXISTS ${name};`)
  return {
    up: script(
      '--',
      [
        `State table and views of ${appId}. As often as you like: sqlite3 ${appId}.db < up.sql`,
        `Over more than one service: ATTACH 'file:catalog.db?mode=ro' AS catalog;`,
      ],
      ['BEGIN IMMEDIATE;', stateTable(appId), ...views.map(viewOf), 'COMMIT;'],
    ),
    down: script(
      '--',
      [`Drops the views of ${appId}; documents stay: sqlite3 ${appId}.db < down.sql`],
      [drops.join('\n')],
    ),
    drop: script(
      '--',
      [
        `Drops the views of ${appId} and the state table WITH ALL DOCUMENTS: sqlite3 ${appId}.db < drop.sql`,
        'Stop the shop first.',
      ],
      [['BEGIN IMMEDIATE;', ...drops, 'DROP TABLE IF EXISTS state;', 'COMMIT;'].join('\n')],
    ),
  }
}

const stateTable = (
  appId: string,
) => `-- As state.sqlite makes it. Only the sidecar of ${appId} writes here.
CREATE TABLE IF NOT EXISTS state (
  key TEXT NOT NULL PRIMARY KEY, -- ${appId}||<collection>:<id>; other keys are workflow state
  value TEXT NOT NULL, -- of a document: JSON with version, data and the events that are still to be sent
  is_binary BOOLEAN NOT NULL, -- whether value is base64: of no document
  etag TEXT NOT NULL, -- changes with each write: a write with an older one is refused
  expiration_time TIMESTAMP DEFAULT NULL, -- when its time runs out: no longer there from then on
  update_time TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP -- when it was last written
);`

function viewOf(view: View): string {
  const columns = view.columns.map((column) => ({
    sql: `${expressionOf(view, column)} AS ${column.name}`,
    comment: column.comment,
  }))
  const list = view.each === '*' ? '$.data' : view.each && pathOf(['data', ...view.each])
  const { where } = view
  return [
    `-- ${view.comment}.`,
    `DROP VIEW IF EXISTS ${view.name};`,
    `CREATE VIEW ${view.name} AS`,
    'SELECT',
    ...listed(columns),
    `FROM state${list ? `, json_each(state.value, '${list}') AS item` : ''}`,
    `WHERE state.key GLOB '${view.keys}*'`,
    '  AND (state.expiration_time IS NULL OR state.expiration_time > CURRENT_TIMESTAMP)',
    `  AND json_type(state.value, '$.data') = 'object'${
      where ? `\n  AND ${at('state.value', ['data', ...where.path])} = ${quoted(where.is)};` : ';'
    }`,
  ].join('\n')
}

const types: Readonly<Record<ColumnType, 'TEXT' | 'INTEGER'>> = {
  text: 'TEXT',
  integer: 'INTEGER',
  minor: 'INTEGER',
  instant: 'TEXT',
  date: 'TEXT',
  boolean: 'INTEGER',
  json: 'TEXT',
}

function expressionOf({ keys }: View, { type, source }: Column): string {
  if (source.of === 'key') return `substr(state.key, ${keys.length + 1})`
  if (source.of === 'position') return 'item.key + 1'
  return `CAST(${fieldOf(source)} AS ${types[type]})`
}

function fieldOf(source: Extract<Column['source'], { of: 'item' | 'document' }>): string {
  if (source.of === 'item')
    return source.path.length > 0 ? at('item.value', source.path) : 'item.value'
  const values = source.paths.map((path) => at('state.value', ['data', ...path]))
  return values.length > 1 ? `coalesce(${values.join(', ')})` : values.join('')
}

const at = (json: string, path: readonly string[]) => `json_extract(${json}, '${pathOf(path)}')`
const pathOf = (path: readonly string[]) => ['$', ...path].join('.')
