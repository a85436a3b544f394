import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type AppId, appIds } from '@comptoir/contracts/topology'
import { parse } from 'yaml'
import { z } from 'zod'

const name = z.string().regex(/^[a-z][a-z0-9_]*$/)
/** Fields of a document from the outside in, as `totals.grandTotal.amount`. */
const path = z.string().regex(/^[a-zA-Z]\w*(\.[a-zA-Z]\w*)*$/)

const ColumnType = z.enum(['text', 'integer', 'minor', 'instant', 'date', 'boolean', 'json'])
const about = { comment: z.string(), references: z.string().optional() }
const described = { ...about, type: ColumnType }

const DescribedColumn = z.union([
  /** Of the document: the first of these fields that it has. */
  z.strictObject({ ...described, path: z.union([path, z.array(path)]) }),
  /** Of the element that the row is for; empty for an element that is a value itself. */
  z.strictObject({ ...described, item: z.union([path, z.literal('')]) }),
  z.strictObject({ ...about, type: z.literal(['id', 'position']) }),
])

const DescribedView = z.strictObject({
  comment: z.string(),
  collection: z.string().regex(/^[a-z][a-z-]*$/),
  /** A row for each element of this list, or with `*` for each value of the document. */
  each: z.union([path, z.literal('*')]).optional(),
  where: z.strictObject({ path, is: z.string().regex(/^\w+$/) }).optional(),
  columns: z.record(name, DescribedColumn),
})

export type ColumnType = z.infer<typeof ColumnType>

/** Where the value of a column is. */
export type Source =
  /** The id in the key of the document. */
  | { readonly of: 'key' }
  /** The place of the element in its list, from 1. */
  | { readonly of: 'position' }
  | { readonly of: 'document'; readonly paths: readonly (readonly string[])[] }
  | { readonly of: 'item'; readonly path: readonly string[] }

export type Column = {
  readonly name: string
  readonly type: ColumnType
  readonly source: Source
  /** In full: with its unit and what it refers to. */
  readonly comment: string
  readonly references: string | undefined
}

export type View = {
  readonly name: string
  readonly comment: string
  /** With what the keys of its documents begin. */
  readonly keys: string
  readonly each: readonly string[] | '*' | undefined
  readonly where: { readonly path: readonly string[]; readonly is: string } | undefined
  readonly columns: readonly Column[]
}

export type ServiceViews = { readonly appId: AppId; readonly views: readonly View[] }

/** Where a service says what views there are over its documents. */
export const viewsFile = (appId: AppId) => `services/${appId}/db/views.yaml`

/** The views of every service that keeps documents. Throws a ZodError for a file that says something else. */
export function readViews(root: string): ServiceViews[] {
  const withViews = appIds.filter((appId) => existsSync(join(root, viewsFile(appId))))
  return withViews.map((appId) => {
    const raw = parse(readFileSync(join(root, viewsFile(appId)), 'utf8'))
    const described = z.record(name, DescribedView).parse(raw)
    const views = Object.entries(described).map(([view, one]) => viewOf(appId, view, one))
    return { appId, views }
  })
}

function viewOf(appId: AppId, view: string, described: z.infer<typeof DescribedView>): View {
  const { comment, collection, each, where } = described
  return {
    name: view,
    comment,
    keys: `${appId}||${collection}:`,
    each: each === undefined || each === '*' ? each : each.split('.'),
    where: where && { path: where.path.split('.'), is: where.is },
    columns: Object.entries(described.columns).map(([column, one]) => columnOf(column, one)),
  }
}

const units: { readonly [type in ColumnType]?: string } = {
  minor: ', in minor units of the currency',
  instant: ' (UTC)',
}

function columnOf(column: string, described: z.infer<typeof DescribedColumn>): Column {
  const { references } = described
  const [type, source] = sourceOf(described)
  const reference = references ? `; refers to ${references}` : ''
  const comment = described.comment + (units[type] ?? '') + reference
  return { name: column, type, source, comment, references }
}

function sourceOf(described: z.infer<typeof DescribedColumn>): [ColumnType, Source] {
  if ('item' in described) {
    const { type, item } = described
    return [type, { of: 'item', path: item ? item.split('.') : [] }]
  }
  if ('path' in described) {
    const paths = [described.path].flat().map((one) => one.split('.'))
    return [described.type, { of: 'document', paths }]
  }
  if (described.type === 'id') return ['text', { of: 'key' }]
  return ['integer', { of: 'position' }]
}
