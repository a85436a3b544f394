import { globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { parse } from 'yaml'
import { z } from 'zod'
import { readText } from '../runner/files.ts'
import type { BreakingChange, Hurt } from './breaking-change.ts'
import { breakingChanges } from './compatibility.ts'
import { type JsonSchema, schemaFolder } from './event-schemas.ts'

/** The schemas of events, by type: today's, or every version that was released, oldest first. */
export type Schemas = ReadonlyMap<string, JsonSchema>
export type History = ReadonlyMap<string, readonly JsonSchema[]>

/** A change that only replicas of the release before do not survive, made after the readers were released. */
const AcceptedChange = z.strictObject({
  type: z.string(),
  property: z.string(),
  rule: z.string(),
  detail: z.string().default(''),
  reason: z.string().min(10),
})
export type AcceptedChange = z.infer<typeof AcceptedChange>

const versionFile = (type: string, version: number) =>
  join(schemaFolder, 'released', type, `${version}.json`)

/** The versions of each schema that were released; they are kept for ever. */
export function readHistory(root: string): History {
  const files = globSync(`${schemaFolder}/released/*/*.json`, { cwd: root })
  const folders = Map.groupBy(files, (file) => basename(dirname(file)))
  return new Map([...folders].map(([type, { length }]) => [type, versionsOf(root, type, length)]))
}

/** Throws when a number is missing. */
function versionsOf(root: string, type: string, count: number): JsonSchema[] {
  return Array.from({ length: count }, (_, n) =>
    JSON.parse(readFileSync(join(root, versionFile(type, n + 1)), 'utf8')),
  )
}

/** The changes that were accepted although old readers do not survive them. */
export function readAcceptedChanges(root: string): AcceptedChange[] {
  const text = readText(join(root, schemaFolder, 'accepted-changes.yaml'))
  return z.array(AcceptedChange).parse(parse(text ?? '') ?? [])
}

/** Keeps today's schemas that are not the newest released ones as new versions; answers the files. */
export function release(root: string, today: Schemas, history: History): string[] {
  return unreleased(today, history).map((type) => {
    const path = versionFile(type, (history.get(type)?.length ?? 0) + 1)
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), `${JSON.stringify(today.get(type), undefined, 2)}\n`)
    return path
  })
}

/** The types whose schema is not the newest released one. */
export function unreleased(today: Schemas, history: History): string[] {
  return [...today]
    .filter(([type, schema]) => !isDeepStrictEqual(schema, history.get(type)?.at(-1)))
    .map(([type]) => type)
}

const why: Readonly<Record<Hurt, string>> = {
  'old events': 'new readers refuse events of that version',
  'old readers': 'readers of that version refuse new events',
}

/**
 * What breaks consumers, compared with every released version, as sentences. Accepted changes that nothing needs are
 * faults too, as are those that old events do not survive.
 */
export function schemaFaults(
  today: Schemas,
  history: History,
  accepted: readonly AcceptedChange[],
): string[] {
  const used = new Set<AcceptedChange>()
  const faults = [...history].flatMap(([type, versions]) =>
    versions.flatMap((before, n) =>
      changesOf(before, today.get(type))
        .filter((change) => !isAccepted(type, change, accepted, used))
        .map((change) => ({ text: sentence(type, change), version: n + 1, change })),
    ),
  )
  const byText = Map.groupBy(faults, ({ text }) => text)
  return [
    ...[...byText].map(([text, [first]]) =>
      first ? `${text}, since version ${first.version}: ${why[first.change.hurts]}` : text,
    ),
    ...accepted
      .filter((one) => !used.has(one))
      .map((one) => `accepted-changes.yaml: no such change: ${sentence(one.type, one)}`),
  ]
}

function changesOf(before: JsonSchema, now: JsonSchema | undefined): readonly BreakingChange[] {
  if (now) return breakingChanges(before, now)
  return [{ rule: 'event removed', hurts: 'old events', property: '', detail: '' }]
}

function isAccepted(
  type: string,
  change: BreakingChange,
  accepted: readonly AcceptedChange[],
  used: Set<AcceptedChange>,
): boolean {
  if (change.hurts !== 'old readers') return false
  const { property, rule, detail } = change
  const found = accepted.find((one) =>
    isDeepStrictEqual({ ...one, reason: '' }, { type, property, rule, detail, reason: '' }),
  )
  if (found) used.add(found)
  return found !== undefined
}

function sentence(
  type: string,
  { property, rule, detail }: Omit<AcceptedChange, 'type' | 'reason'>,
) {
  const where = property === '' ? '' : ` ${property}:`
  return `${type}:${where} ${rule}${detail && ` (${detail})`}`
}
