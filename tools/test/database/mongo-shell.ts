import { runInThisContext } from 'node:vm'
import { aggregate } from 'mingo'
import type { StoredRow } from './stored-documents.ts'
import type { ViewRow } from './view-rows.ts'

type Json = Record<string, unknown>
type Role = { readonly privileges: readonly Json[]; readonly roles: readonly Json[] }

/**
 * As much of mongosh and of one database as the scripts use, with mingo for the pipelines: an interpreter of MongoDB's
 * language in JavaScript, not MongoDB.
 */
export function createMongoShell() {
  const views = new Map<string, Json[]>()
  const collections = new Set<string>()
  const roles = new Map<string, Role>()
  const indexes: unknown[] = []
  const exists = (name: string) => views.has(name) || collections.has(name)
  const create = (name: string, make: () => void) => {
    if (exists(name)) throw new Error(`${name} already exists`)
    make()
  }
  const database = {
    getCollectionInfos: ({ name }: { name: string }) => (exists(name) ? [{ name }] : []),
    createCollection: (name: string) => create(name, () => collections.add(name)),
    createView: (name: string, on: string, pipeline: Json[]) => {
      if (!collections.has(on)) throw new Error(`${on} is no collection`)
      create(name, () => views.set(name, pipeline))
    },
    getCollection: (name: string) => ({
      drop: () => views.delete(name) || collections.delete(name),
      createIndex: (keys: Json, options: Json) => indexes.push({ keys, options }),
    }),
    getRole: (name: string) => roles.get(name) ?? null,
    createRole: ({ role, ...rest }: Role & { role: string }) => {
      if (roles.has(role)) throw new Error(`role ${role} already exists`)
      roles.set(role, rest)
    },
    updateRole: (name: string, role: Role) => roles.set(name, role),
    dropAllRoles: () => roles.clear(),
    dropDatabase: () => {
      views.clear()
      collections.clear()
    },
  }
  const db = { getSiblingDB: () => database }
  return {
    run: (script: string) => void runInThisContext(`(db) => {\n${script}\n}`)(db),
    select: (view: string, rows: readonly StoredRow[]) =>
      aggregate(rows.map(mongoDocument), compiled(views.get(view) ?? []), {
        scriptEnabled: true,
      }) as ViewRow[],
    names: () => [...collections, ...views.keys()],
    roles,
    indexes,
  }
}

/** As the component keeps it: a value is one text in quotes, once more as JSON. */
function mongoDocument({ key, value, isBinary, isExpired }: StoredRow): Json {
  const kept = isBinary ? value : JSON.stringify(value)
  return { _id: key, value: kept, _ttl: isExpired ? new Date('2026-01-01') : null }
}

/** The pipeline with the functions that MongoDB takes as text: mingo wants them made. */
function compiled<T>(stage: T): T {
  if (Array.isArray(stage)) return stage.map(compiled) as T
  if (typeof stage !== 'object' || stage === null) return stage
  const entries = Object.entries(stage).map(([name, value]) => [
    name,
    name === 'body' ? runInThisContext(`(${value})`) : compiled(value),
  ])
  return Object.fromEntries(entries) as T
}
