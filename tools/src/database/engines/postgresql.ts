import { userNameOf } from '../../provision/part.ts'
import type { Column, ColumnType, ServiceViews, View } from '../views.ts'
import { listed, quoted, type Scripts, script } from './script-text.ts'

const run = (name: string) =>
  `psql -v ON_ERROR_STOP=1 -f ${name}.sql postgresql://admin@host/<database>`

/** The scripts for PostgreSQL: a schema named for the service, whose role is `<database>_<service>`. */
export function postgresql(service: ServiceViews): Scripts {
  const { appId, views } = service
  const schema = schemaOf(appId)
  const names = views.map(({ name }) => `${schema}.${name}`)
  const up = [
    'BEGIN;',
    rolesOf(appId),
    `-- what follows belongs to the service's role\nSELECT set_config('role', current_database() || '_${userNameOf(appId)}', true);`,
    stateTable(appId),
    dataFunction(appId),
    ...views.map((view) => viewOf(appId, view)),
    doBlock(`EXECUTE format('GRANT SELECT ON ${names.join(', ')} TO %I', analyst);`, appId),
    'COMMIT;',
  ]
  const drop = [
    'BEGIN;',
    `DROP SCHEMA IF EXISTS ${schema} CASCADE;`,
    doBlock(
      `IF EXISTS (SELECT FROM pg_roles WHERE rolname = service) THEN
    EXECUTE format('DROP OWNED BY %I', service);
    EXECUTE format('DROP ROLE %I', service);
  END IF;`,
      appId,
    ),
    'COMMIT;',
  ]
  return {
    up: script('--', upHead(appId), up),
    down: script(
      '--',
      [`Drops the views of ${appId}; documents stay. By an administrator:`, `  ${run('down')}`],
      [
        [
          ...names.map((name) => `DROP VIEW IF EXISTS ${name};`),
          `DROP FUNCTION IF EXISTS ${schema}.data_of(bytea);`,
        ].join('\n'),
      ],
    ),
    drop: script(
      '--',
      [
        `Drops the schema and the role of ${appId} WITH ALL DOCUMENTS; the analyst stays.`,
        `Stop the shop first. By an administrator: ${run('drop')}`,
      ],
      drop,
    ),
  }
}

/** A schema is named for its service; a name with a hyphen is quoted. */
const schemaOf = (appId: string) => (/^\w+$/.test(appId) ? appId : `"${appId}"`)

const upHead = (appId: string) => [
  `Schema, role, state table and views of ${appId}. By an administrator, as often as you like:`,
  `  ${run('up')}`,
  `Roles that it makes cannot log in before they have a password: \\password <database>_${userNameOf(appId)}`,
]

/** Statements that know the names of the roles. */
const doBlock = (body: string, appId: string) => `DO $$
DECLARE
  service text := current_database() || '_${userNameOf(appId)}';
  analyst text := current_database() || '_analyst';
BEGIN
  ${body}
END $$;`

const rolesOf = (appId: string) =>
  doBlock(
    `IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = service) THEN
    EXECUTE format('CREATE ROLE %I LOGIN', service);
  END IF;
  -- reads the views of every service, and nothing else by these scripts
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = analyst) THEN
    EXECUTE format('CREATE ROLE %I LOGIN', analyst);
  END IF;
  EXECUTE format('GRANT %I TO CURRENT_USER', service);
  EXECUTE format('GRANT CONNECT ON DATABASE %I TO %I, %I', current_database(), service, analyst);
  EXECUTE format('CREATE SCHEMA IF NOT EXISTS ${schemaOf(appId)} AUTHORIZATION %I', service);
  EXECUTE format('ALTER ROLE %I IN DATABASE %I SET search_path = ${schemaOf(appId)}', service, current_database());
  EXECUTE format('GRANT USAGE ON SCHEMA ${schemaOf(appId)} TO %I', analyst);`,
    appId,
  )

const stateTable = (
  appId: string,
) => `-- As state.postgresql v2 makes it; the component adds row_id and its indexes when it starts.
CREATE TABLE IF NOT EXISTS ${schemaOf(appId)}.state (
  key text NOT NULL PRIMARY KEY,
  value bytea NOT NULL,
  etag uuid NOT NULL DEFAULT gen_random_uuid(),
  created_at timestamp with time zone NOT NULL DEFAULT now(),
  updated_at timestamp with time zone,
  expires_at timestamp with time zone
);
COMMENT ON TABLE ${schemaOf(appId)}.state IS 'Documents and workflow state of ${appId}. Only its sidecar writes here';
COMMENT ON COLUMN ${schemaOf(appId)}.state.key IS '${appId}||<collection>:<id>; other keys are workflow state';
COMMENT ON COLUMN ${schemaOf(appId)}.state.value IS 'Of a document: JSON with version, data and the events that are still to be sent';
COMMENT ON COLUMN ${schemaOf(appId)}.state.etag IS 'Changes with each write: a write with an older one is refused';
COMMENT ON COLUMN ${schemaOf(appId)}.state.created_at IS 'When the key was first written';
COMMENT ON COLUMN ${schemaOf(appId)}.state.updated_at IS 'When it was last written again';
COMMENT ON COLUMN ${schemaOf(appId)}.state.expires_at IS 'When its time runs out: no longer there from then on';`

/**
 * jsonb takes neither the escape of a NUL nor half a surrogate pair. One such name, which a customer may choose, would
 * make every view of its collection fail.
 */
const dataFunction = (
  appId: string,
) => `-- The data of a document; none of one that was removed. What a text of PostgreSQL cannot hold becomes U+FFFD.
CREATE OR REPLACE FUNCTION ${schemaOf(appId)}.data_of(value bytea) RETURNS jsonb
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT nullif(json.text::jsonb -> 'data', 'null')
  FROM convert_from(value, 'UTF8') AS raw (text), LATERAL (
    SELECT CASE WHEN strpos(raw.text, '\\u') = 0 THEN raw.text
      ELSE regexp_replace(raw.text, '(?<!\\\\)((?:\\\\\\\\)*)\\\\u(?:0000|d[89a-f][0-9a-f]{2})', '\\1\\\\ufffd', 'gi')
    END
  ) AS json (text)
$$;`

function viewOf(appId: string, view: View): string {
  const schema = schemaOf(appId)
  const name = `${schema}.${view.name}`
  const columns = view.columns.map((column) => ({
    sql: `${expressionOf(view, column)} AS ${column.name}`,
  }))
  const comments = view.columns.map(
    (column) => `COMMENT ON COLUMN ${name}.${column.name} IS ${quoted(column.comment)};`,
  )
  return [
    `CREATE OR REPLACE VIEW ${name} AS`,
    'SELECT',
    ...listed(columns),
    'FROM (',
    `  SELECT key, ${schema}.data_of(value) AS data`,
    `  FROM ${schema}.state`,
    `  WHERE key LIKE '${view.keys}%' AND (expires_at IS NULL OR expires_at > now())`,
    '  OFFSET 0 -- each document is parsed once, and nothing else is',
    ') AS document',
    ...elementsOf(view),
    `WHERE document.data IS NOT NULL${conditionOf(view)};`,
    `COMMENT ON VIEW ${name} IS ${quoted(view.comment)};`,
    ...comments,
  ].join('\n')
}

function elementsOf({ each }: View): string[] {
  if (!each) return []
  if (each === '*') return ['CROSS JOIN LATERAL jsonb_each(document.data) AS item (name, value)']
  const list = at('document.data', each, 'json')
  return [
    `CROSS JOIN LATERAL jsonb_array_elements(${list}) WITH ORDINALITY AS item (value, position)`,
  ]
}

const conditionOf = ({ where }: View) =>
  where ? ` AND ${at('document.data', where.path, 'text')} = ${quoted(where.is)}` : ''

const casts: { readonly [type in ColumnType]?: string } = {
  integer: 'bigint',
  minor: 'bigint',
  instant: 'timestamp with time zone',
  date: 'date',
  boolean: 'boolean',
}

function expressionOf({ keys }: View, { type, source }: Column): string {
  if (source.of === 'key') return `substr(document.key, ${keys.length + 1})`
  if (source.of === 'position') return 'item.position'
  const values =
    source.of === 'item'
      ? [at('item.value', source.path, type)]
      : source.paths.map((path) => at('document.data', path, type))
  const value = values.length > 1 ? `coalesce(${values.join(', ')})` : values.join('')
  const cast = casts[type]
  return cast ? `(${value})::${cast}` : value
}

function at(json: string, path: readonly string[], type: ColumnType): string {
  const arrow = type === 'json' ? '>' : '>>'
  const [field, ...deeper] = path
  if (field === undefined || deeper.length > 0) return `${json} #${arrow} '{${path.join(',')}}'`
  return `${json} -${arrow} '${field}'`
}
