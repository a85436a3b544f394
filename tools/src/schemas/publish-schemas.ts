import type { EventDefinition } from '@comptoir/contracts/event'
import { type JsonSchema, messageSchemaOf } from './event-schemas.ts'
import type { History } from './history.ts'
import { compatibility, type Registered, type Registry } from './registry.ts'

/** Of the topic of an event: each topic carries one kind of event, so that the subject is the kind's too. */
export const subjectOf = (type: string) => `${type}-value`

export type Published = { readonly subject: string; readonly outcome: Registered }

/** Registers the released versions of events in a registry. */
export async function publishSchemas(
  registry: Registry,
  events: readonly EventDefinition[],
  history: History,
): Promise<Published[]> {
  const known = new Set(await registry.subjects())
  const published: Published[] = []
  for (const event of events) {
    const versions = history.get(event.type) ?? []
    const isKnown = known.has(subjectOf(event.type))
    published.push(await publishSchema(registry, event, { versions, isKnown }))
  }
  return published
}

/**
 * Registers the newest released version of an event's message; of a subject that the registry does not have, every
 * version, so that it judges by the same history. Sees to it that the registry refuses what breaks new readers.
 */
async function publishSchema(
  registry: Registry,
  event: EventDefinition,
  options: { readonly versions: readonly JsonSchema[]; readonly isKnown: boolean },
): Promise<Published> {
  const subject = subjectOf(event.type)
  const wanted = options.isKnown ? options.versions.slice(-1) : options.versions
  let outcome: Registered = 'unchanged'
  // a registry may forget the setting of a subject that is not there yet
  if (options.isKnown) await requireCompatibility(registry, subject)
  for (const schema of wanted) {
    const answer = await registry.register(subject, messageSchemaOf({ ...event, schema }))
    if (answer !== 'unchanged') outcome = answer
    if (typeof answer === 'object') break
    await requireCompatibility(registry, subject)
  }
  return { subject, outcome }
}

async function requireCompatibility(registry: Registry, subject: string): Promise<void> {
  if ((await registry.compatibilityOf(subject)) !== compatibility)
    await registry.setCompatibility(subject)
}

/** What stands against publishing today's schemas, asked of the registry itself. */
export async function registryFaults(
  registry: Registry,
  events: readonly EventDefinition[],
  today: ReadonlyMap<string, JsonSchema>,
): Promise<string[]> {
  const known = new Set(await registry.subjects())
  const faults: string[] = []
  for (const event of events) {
    const subject = subjectOf(event.type)
    const schema = today.get(event.type)
    if (!known.has(subject) || !schema) continue
    const level = await registry.compatibilityOf(subject)
    if (level !== compatibility)
      faults.push(`${subject}: its compatibility is ${level ?? 'not set'}, not ${compatibility}`)
    const verdict = await registry.judge(subject, messageSchemaOf({ ...event, schema }))
    if (verdict && !verdict.compatible) faults.push(`${subject}: ${verdict.reason}`)
  }
  return faults
}

/** Subjects of ours whose events the contracts no longer have. */
export function strangers(subjects: readonly string[], history: History): string[] {
  const ours = new Set([...history.keys()].map(subjectOf))
  return subjects.filter((subject) => subject.startsWith('comptoir.') && !ours.has(subject))
}
