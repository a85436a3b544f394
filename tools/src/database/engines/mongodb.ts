import { userNameOf } from '../../provision/part.ts'
import type { Column, ServiceViews, View } from '../views.ts'
import { listed, type Scripts, script } from './script-text.ts'

const run = (name: string) => `mongosh mongodb://admin@host/ ${name}.js`

/** The scripts for MongoDB, for mongosh: a database `comptoir_<service>` with a role for the service and one to read. */
export function mongodb(service: ServiceViews): Scripts {
  const { appId, views } = service
  const shop = `const shop = db.getSiblingDB('comptoir_${userNameOf(appId)}')`
  const names = views.map(({ name }) => `'${name}'`).join(', ')
  return {
    up: script('//', upHead(appId), [
      shop,
      stateCollection(appId),
      documents(appId),
      ...views.map(viewOf),
      rolesOf(appId, names),
    ]),
    down: script(
      '//',
      [`Drops the views of ${appId}; documents stay. By an administrator: ${run('down')}`],
      [`${shop}\nfor (const name of [${names}]) shop.getCollection(name).drop()`],
    ),
    drop: script(
      '//',
      [
        `Drops the database and the roles of ${appId} WITH ALL DOCUMENTS.`,
        `Stop the shop first. By an administrator: ${run('drop')}`,
      ],
      [`${shop}\nshop.dropAllRoles()\nshop.dropDatabase()`],
    ),
  }
}

const upHead = (appId: string) => [
  `State collection, views and roles of ${appId}. By an administrator, as often as you like: ${run('up')}`,
  'For a shop of another name, replace comptoir_ first. Users are made with a password that you type:',
  `  db.getSiblingDB('comptoir_${userNameOf(appId)}').createUser({ user: '${appId}', pwd: passwordPrompt(), roles: ['service'] })`,
  "  db.getSiblingDB('admin').createUser({ user: 'analyst', pwd: passwordPrompt(),",
  `    roles: [{ role: 'analyst', db: 'comptoir_${userNameOf(appId)}' }, …] })`,
]

const stateCollection = (
  appId: string,
) => `// As state.mongodb makes it. Its fields: _id is ${appId}||<collection>:<id>; value; _etag changes with each write; _ttl is when
// its time runs out. Only the sidecar of ${appId} writes here.
const has = (name) => shop.getCollectionInfos({ name }).length > 0
if (!has('state')) shop.createCollection('state')
shop.getCollection('state').createIndex({ _ttl: 1 }, { expireAfterSeconds: 0 })`

const documents = (
  appId: string,
) => `// Documents of a collection: their id, and their data from the text that they are kept as.
const documents = (collection) => [
  { $match: { _id: { $regex: \`^${appId}\\\\|\\\\|\${collection}:\` } } },
  { $match: { $expr: { $or: [{ $lte: ['$_ttl', null] }, { $gt: ['$_ttl', '$$NOW'] }] } } },
  {
    $project: {
      id: { $substrCP: ['$_id', '${appId}||'.length + collection.length + 1, 1000] },
      data: {
        $function: {
          body: 'function (value) { while (typeof value === "string") value = JSON.parse(value); return value.data }',
          args: ['$value'],
          lang: 'js',
        },
      },
    },
  },
  { $match: { data: { $type: 'object' } } },
]
const view = (name, pipeline) => {
  if (has(name)) shop.getCollection(name).drop()
  shop.createView(name, 'state', pipeline)
}`

function viewOf(view: View): string {
  const collection = view.keys.slice(view.keys.indexOf('||') + 2, -1)
  const columns = view.columns.map((column) => ({
    sql: `${column.name}: ${expressionOf(column)}`,
    comment: column.comment,
  }))
  return [
    `// ${view.comment}.`,
    `view('${view.name}', [`,
    `  ...documents('${collection}'),`,
    ...stagesOf(view).map((stage) => `  ${stage},`),
    '  { $project: {',
    '    _id: 0,',
    ...listed(columns).map((line) => `  ${line.replace(' -- ', ' // ')}`),
    '  } }',
    '])',
  ].join('\n')
}

function stagesOf({ each, where }: View): string[] {
  const matches = where ? [`{ $match: { 'data.${where.path.join('.')}': '${where.is}' } }`] : []
  if (!each) return matches
  const list = each === '*' ? "{ $objectToArray: '$data' }" : `'$data.${each.join('.')}'`
  return [
    ...matches,
    `{ $set: { item: ${list} } }`,
    "{ $unwind: { path: '$item', includeArrayIndex: 'position' } }",
    ...(each === '*' ? ["{ $set: { item: '$item.v' } }"] : []),
  ]
}

function expressionOf({ type, source }: Column): string {
  if (source.of === 'key') return "'$id'"
  if (source.of === 'position') return "{ $add: ['$position', 1] }"
  const paths =
    source.of === 'item'
      ? [['$item', ...source.path]]
      : source.paths.map((path) => ['$data', ...path])
  const value = `{ $ifNull: [${paths.map((path) => `'${path.join('.')}'`).join(', ')}, null] }`
  return type === 'instant' ? `{ $toDate: ${value} }` : value
}

const rolesOf = (
  appId: string,
  names: string,
) => `// service reads and writes this database; analyst reads its views, and nothing else
const role = (name, privileges, roles) =>
  shop.getRole(name) ? shop.updateRole(name, { privileges, roles }) : shop.createRole({ role: name, privileges, roles })
role('service', [], [{ role: 'readWrite', db: 'comptoir_${userNameOf(appId)}' }])
role(
  'analyst',
  [${names}].map((collection) => ({
    resource: { db: 'comptoir_${userNameOf(appId)}', collection },
    actions: ['find'],
  })),
  [],
)`
