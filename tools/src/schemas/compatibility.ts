import { isDeepStrictEqual } from 'node:util'
import { lookUp } from '@comptoir/contracts/look-up'
import type { BreakingChange, Difference } from './breaking-change.ts'
import { constraintChanges } from './constraints.ts'
import type { JsonSchema } from './event-schemas.ts'

/** Words about a schema, which no reader acts on. */
const comments = ['$schema', 'title', 'description', 'examples', 'default']
const compared = ['type', 'properties', 'required', 'items', 'enum', 'const']

/**
 * The differences between two versions of a schema that break a reader. Readers ignore properties that they do not know,
 * so an added optional one breaks nobody. What this does not understand it refuses.
 */
export function breakingChanges(
  before: JsonSchema,
  after: JsonSchema,
  property = '',
): BreakingChange[] {
  if (before['anyOf'] || after['anyOf']) return branchChanges(before, after, property)
  const types = typeChanges(before, after)
  const isAnother = types.some(({ rule }) => rule === 'type changed')
  const found = isAnother
    ? types
    : [
        ...types,
        ...wordChanges(before, after),
        ...constraintChanges(before, after),
        ...otherKeywords(before, after),
      ]
  const own = found.map((change) => ({ ...change, property }))
  if (isAnother) return own
  return [
    ...own,
    ...propertyChanges(before, after, property),
    ...itemChanges(before, after, property),
  ]
}

function typeChanges(before: JsonSchema, after: JsonSchema): Difference[] {
  const [was, is] = [typesOf(before), typesOf(after)]
  if (isDeepStrictEqual(was, is)) return []
  const detail = `${was.join(' or ') || 'anything'} → ${is.join(' or ') || 'anything'}`
  const takes = (type: string) => is.includes(type) || (type === 'integer' && is.includes('number'))
  const widened = is.length === 0 || (was.length > 0 && was.every(takes))
  return widened
    ? [{ rule: 'type widened', hurts: 'old readers', detail }]
    : [{ rule: 'type changed', hurts: 'old events', detail }]
}

function typesOf({ type }: JsonSchema): string[] {
  return type === undefined ? [] : [type].flat().map(String).toSorted()
}

/** A free text that becomes one of some words loses all the others, and the other way round. */
function wordChanges(before: JsonSchema, after: JsonSchema): Difference[] {
  const [was, is] = [wordsOf(before), wordsOf(after)]
  if (was === undefined && is === undefined) return []
  const removed = was ? was.filter((word) => is && !is.includes(word)) : ['any other']
  const added = is ? is.filter((word) => was && !was.includes(word)) : ['any other']
  return [
    ...removed.map((detail) => ({ rule: 'word removed', hurts: 'old events', detail }) as const),
    ...added.map((detail) => ({ rule: 'word added', hurts: 'old readers', detail }) as const),
  ]
}

function wordsOf(schema: JsonSchema): string[] | undefined {
  const words = schema['const'] === undefined ? schema['enum'] : [schema['const']]
  return Array.isArray(words) ? words.map(String) : undefined
}

function otherKeywords(before: JsonSchema, after: JsonSchema): Difference[] {
  const known = new Set([...comments, ...compared, ...constraintChanges.keywords])
  const names = new Set([...Object.keys(before), ...Object.keys(after)])
  return [...names]
    .filter(
      (name) => !known.has(name) && !isDeepStrictEqual(lookUp(before, name), lookUp(after, name)),
    )
    .map((name) => ({ rule: 'keyword changed', hurts: 'old events', detail: name }))
}

function propertyChanges(before: JsonSchema, after: JsonSchema, at: string): BreakingChange[] {
  const [was, is] = [membersOf(before), membersOf(after)]
  const [required, requires] = [requiredOf(before), requiredOf(after)]
  const names = [...new Set([...was.keys(), ...is.keys()])]
  return names.flatMap((name) => {
    const property = at === '' ? name : `${at}.${name}`
    const [old, now] = [was.get(name), is.get(name)]
    const presence = presenceRule(
      old && { required: required.has(name) },
      now && { required: requires.has(name) },
    )
    const change = presence ? [{ ...presence, property, detail: '' }] : []
    return old && now ? [...change, ...breakingChanges(old, now, property)] : change
  })
}

type Presence = { readonly required: boolean }

function presenceRule(
  was?: Presence,
  is?: Presence,
): Pick<Difference, 'rule' | 'hurts'> | undefined {
  if (!is) return { rule: 'property removed', hurts: 'old events' }
  if (!was)
    return is.required ? { rule: 'required property added', hurts: 'old events' } : undefined
  if (was.required === is.required) return undefined
  return is.required
    ? { rule: 'property became required', hurts: 'old events' }
    : { rule: 'property became optional', hurts: 'old readers' }
}

const membersOf = ({ properties }: JsonSchema) =>
  new Map(Object.entries((properties ?? {}) as Record<string, JsonSchema>))
const requiredOf = ({ required }: JsonSchema) => new Set((required ?? []) as string[])

function itemChanges(before: JsonSchema, after: JsonSchema, at: string): BreakingChange[] {
  const [was, is] = [before, after].map((one) => one['items'] as JsonSchema | undefined)
  if (was && is) return breakingChanges(was, is, `${at}[]`)
  if (was === is) return []
  return [{ rule: 'keyword changed', hurts: 'old events', property: at, detail: 'items' }]
}

/** Alternatives are compared in their order; one more at the end widens the type. */
function branchChanges(before: JsonSchema, after: JsonSchema, at: string): BreakingChange[] {
  const [was, is] = [branchesOf(before), branchesOf(after)]
  const shared = was.flatMap((branch, n) => (is[n] ? breakingChanges(branch, is[n], at) : []))
  const change = { property: at, detail: `${was.length} alternatives → ${is.length}` }
  if (is.length < was.length)
    return [...shared, { rule: 'type changed', hurts: 'old events', ...change }]
  if (is.length > was.length)
    return [...shared, { rule: 'type widened', hurts: 'old readers', ...change }]
  return shared
}

const branchesOf = (schema: JsonSchema) => (schema['anyOf'] ?? [schema]) as JsonSchema[]
