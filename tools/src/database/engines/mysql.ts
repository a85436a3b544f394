import { userNameOf } from '../../provision/part.ts'
import type { Column, ColumnType, ServiceViews, View } from '../views.ts'
import { listed, quoted, type Scripts, script } from './script-text.ts'

const run = (name: string) => `mariadb --host … --user admin -p < ${name}.sql`

/** The scripts for MySQL 8 and MariaDB 10.6: a database `comptoir_<service>` with a user of that name. */
export function mysql(service: ServiceViews): Scripts {
  const { appId, views } = service
  const name = `comptoir_${userNameOf(appId)}`
  const grants = views.map((view) => `GRANT SELECT ON \`${view.name}\` TO 'comptoir_analyst'@'%';`)
  const up = [rolesOf(name), stateTable(appId), ...views.map((view) => viewOf(name, view))]
  const drops = views.map((view) => `DROP VIEW IF EXISTS \`${name}\`.\`${view.name}\`;`)
  return {
    up: script('--', upHead(appId), [...up, grants.join('\n')]),
    down: script(
      '--',
      [`Drops the views of ${appId}; documents stay. By an administrator: ${run('down')}`],
      [drops.join('\n')],
    ),
    drop: script(
      '--',
      [
        `Drops the database and the user of ${appId} WITH ALL DOCUMENTS; the analyst stays.`,
        `Stop the shop first. By an administrator: ${run('drop')}`,
      ],
      [`DROP DATABASE IF EXISTS \`${name}\`;\nDROP USER IF EXISTS '${name}'@'%';`],
    ),
  }
}

const upHead = (appId: string) => [
  `Database, user, state table and views of ${appId}, for MySQL 8 and MariaDB 10.6 or newer.`,
  `By an administrator, as often as you like: ${run('up')}`,
  'For a shop of another name, replace comptoir_ first. Users that it makes are locked:',
  `  ALTER USER 'comptoir_${userNameOf(appId)}'@'%' IDENTIFIED BY '…' ACCOUNT UNLOCK;`,
]

const rolesOf = (
  name: string,
) => `-- ids that differ in case only are two: the usual collation takes them for one
CREATE DATABASE IF NOT EXISTS \`${name}\` CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
CREATE USER IF NOT EXISTS '${name}'@'%' ACCOUNT LOCK;
GRANT ALL ON \`${name.replaceAll('_', '\\_')}\`.* TO '${name}'@'%';
-- reads the views of every service, and nothing else by these scripts
CREATE USER IF NOT EXISTS 'comptoir_analyst'@'%' ACCOUNT LOCK;
USE \`${name}\`;`

const stateTable = (
  appId: string,
) => `-- As state.mysql makes it; the comments change nothing in it.
CREATE TABLE IF NOT EXISTS state (
  id VARCHAR(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL PRIMARY KEY,
  value JSON NOT NULL,
  isbinary BOOLEAN NOT NULL,
  insertDate TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
  updateDate TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP,
  eTag VARCHAR(36) NOT NULL,
  expiredate TIMESTAMP NULL,
  INDEX expiredate_idx (expiredate),
  row_id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
  UNIQUE KEY row_id_uidx (row_id)
);
ALTER TABLE state
  COMMENT = 'Documents and workflow state of ${appId}. Only its sidecar writes here',
  MODIFY id VARCHAR(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '${appId}||<collection>:<id>; other keys are workflow state',
  MODIFY value JSON NOT NULL COMMENT 'Of a document: version, data and the events that are still to be sent',
  MODIFY isbinary BOOLEAN NOT NULL COMMENT 'Whether value is a text in base64: of no document',
  MODIFY insertDate TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP COMMENT 'When the key was first written',
  MODIFY updateDate TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP COMMENT 'When it was last written',
  MODIFY eTag VARCHAR(36) NOT NULL COMMENT 'Changes with each write: a write with an older one is refused',
  MODIFY expiredate TIMESTAMP NULL COMMENT 'When its time runs out: no longer there from then on',
  MODIFY row_id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT COMMENT 'In the order of creation';`

function viewOf(name: string, view: View): string {
  const of = (source: 'document' | 'item') =>
    view.columns.filter((column) => column.source.of === source)
  const selected = view.columns.map((column) => ({
    sql: `${expressionOf(view, column)} AS \`${column.name}\``,
    comment: column.comment,
  }))
  const document = of('document').flatMap(fieldsOf)
  const item = [
    ...(view.columns.some(({ source }) => source.of === 'position')
      ? ['position FOR ORDINALITY']
      : []),
    ...of('item').flatMap(fieldsOf),
  ]
  const tables = [
    ...(document.length > 0 ? [jsonTable("'$.data'", document, 'document')] : []),
    ...(view.each ? [jsonTable(quoted(`$.data${elementsOf(view.each)}`), item, 'item')] : []),
  ]
  const { where } = view
  return [
    `-- ${view.comment}.`,
    `CREATE OR REPLACE DEFINER = '${name}'@'%' SQL SECURITY DEFINER VIEW \`${view.name}\` AS`,
    'SELECT',
    ...listed(selected),
    `FROM state, ${tables.join(', ')}`,
    `WHERE state.id LIKE '${view.keys}%'`,
    '  AND (state.expiredate IS NULL OR state.expiredate > CURRENT_TIMESTAMP)',
    `  AND JSON_TYPE(JSON_EXTRACT(state.value, '$.data')) = 'OBJECT'${
      where
        ? `\n  AND JSON_UNQUOTE(JSON_EXTRACT(state.value, '$.data.${where.path.join('.')}')) = ${quoted(where.is)};`
        : ';'
    }`,
  ].join('\n')
}

const elementsOf = (each: readonly string[] | '*') =>
  each === '*' ? '.*' : `.${each.join('.')}[*]`

const jsonTable = (path: string, fields: readonly string[], alias: string) =>
  [
    `JSON_TABLE(state.value, ${path} COLUMNS (`,
    ...listed(fields.map((sql) => ({ sql }))),
    `)) AS ${alias}`,
  ].join('\n')

const types: Readonly<Record<ColumnType, string>> = {
  // compared as they are: a SKU in capitals is another one
  text: 'LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin',
  integer: 'BIGINT',
  minor: 'BIGINT',
  instant: 'VARCHAR(40)',
  date: 'DATE',
  boolean: 'BOOLEAN',
  json: 'JSON',
}

/** The fields in JSON_TABLE that a column is made of: one for each of its paths. */
function fieldsOf({ name, type, source }: Column): string[] {
  if (source.of === 'key' || source.of === 'position') return []
  const paths = source.of === 'item' ? [source.path] : source.paths
  const field = (path: readonly string[], n: number) =>
    `\`${fieldName(name, n)}\` ${types[type]} PATH '${['$', ...path].join('.')}'`
  return paths.map(field)
}

const fieldName = (name: string, n: number) => (n === 0 ? name : `${name}_${n + 1}`)

function expressionOf({ keys }: View, { name, type, source }: Column): string {
  if (source.of === 'key') return `SUBSTRING(state.id, ${keys.length + 1})`
  if (source.of === 'position') return 'item.position'
  const count = source.of === 'document' ? source.paths.length : 1
  const fields = Array.from({ length: count }, (_, n) => `${source.of}.\`${fieldName(name, n)}\``)
  const value = count > 1 ? `COALESCE(${fields.join(', ')})` : fields.join('')
  return type === 'instant' ? `CAST(TRIM(TRAILING 'Z' FROM ${value}) AS DATETIME(3))` : value
}
