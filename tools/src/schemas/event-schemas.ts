import { CloudEvent, type EventDefinition } from '@comptoir/contracts/event'
import { lookUp } from '@comptoir/contracts/look-up'
import { z } from 'zod'

/** A JSON Schema, as far as ours go; `true` and `false` are not used. */
export type JsonSchema = { readonly [keyword: string]: unknown }

/** Where the schemas and the AsyncAPI document are kept. */
export const schemaFolder = 'packages/contracts/schemas'
export const schemaFile = (type: string) => `${schemaFolder}/${type}.json`

/** What the checker of the registry reads, and AsyncAPI without a word on the format. */
const draft = 'http://json-schema.org/draft-07/schema#'

/**
 * The schema of an event's data as its producer writes it: no other properties, members in alphabetical order, so that
 * moving a line in the contract changes nothing.
 */
export function dataSchemaOf({ name, description, schema }: EventDefinition): JsonSchema {
  const { $schema, ...data } = jsonSchemaOf(schema)
  return { $schema: draft, title: name, description, ...data }
}

/**
 * The schema of the message that lies on the topic: the CloudEvents envelope with the data in it. The envelope is open,
 * because sidecars and brokers add attributes of their own.
 */
export function messageSchemaOf({ name, description, type, producer, ...data }: MessageParts) {
  const { $schema, title, ...members } = data.schema
  const { properties, required } = envelopeSchema()
  return {
    $schema: draft,
    title: name,
    description,
    type: 'object',
    properties: {
      ...properties,
      source: { type: 'string', const: producer },
      type: { type: 'string', const: type },
      data: members,
    },
    required: [...required, 'data'],
  }
}

type MessageParts = Pick<EventDefinition, 'name' | 'description' | 'type' | 'producer'> & {
  /** Of the data. */
  readonly schema: JsonSchema
}

type EnvelopeSchema = {
  readonly type: 'object'
  readonly properties: Readonly<Record<string, JsonSchema>>
  readonly required: readonly string[]
}

const attributes: Readonly<Record<string, string>> = {
  id: 'Unique for its source.',
  source: 'The service that published it.',
  subject: 'The document that it is about.',
  aggregateversion:
    'Version of that document: ignore what is older than the version that you know.',
  traceparent: 'The trace that it belongs to (W3C Trace Context).',
  signature: "Ed25519 signature of the producer, in base64url: see Comptoir's decision 17.",
}

/** The CloudEvents envelope of every event, without its data. */
export function envelopeSchema(): EnvelopeSchema {
  const { data, ...shape } = CloudEvent.shape
  const schema = jsonSchemaOf(z.object({ ...shape, signature: z.string() })) as EnvelopeSchema
  const properties = Object.entries(schema.properties).map(([name, member]) => {
    const description = lookUp(attributes, name)
    return [name, description ? { description, ...member } : member]
  })
  const { type, required } = schema
  return { type, properties: Object.fromEntries(properties), required }
}

function jsonSchemaOf(schema: z.ZodType): JsonSchema {
  const made = z.toJSONSchema(schema, { target: 'draft-07', io: 'output', override: simplify })
  return sorted(made) as JsonSchema
}

/** Leaves out what the format says already: Zod's pattern of a date changes with its versions. */
function simplify({ jsonSchema }: { jsonSchema: z.core.JSONSchema.BaseSchema }): void {
  if (jsonSchema.format === 'date-time') delete jsonSchema.pattern
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum
}

/** Keywords as Zod orders them; properties and required ones by name. */
function sorted(value: unknown, keyword = ''): unknown {
  if (Array.isArray(value))
    return keyword === 'required' ? value.toSorted() : value.map((item) => sorted(item))
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value)
  const ordered =
    keyword === 'properties' ? entries.toSorted(([a], [b]) => (a < b ? -1 : 1)) : entries
  const nested = (name: string) => (keyword === 'properties' ? '' : name)
  return Object.fromEntries(ordered.map(([name, member]) => [name, sorted(member, nested(name))]))
}
