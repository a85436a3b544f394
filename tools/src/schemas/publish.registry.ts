import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freePorts } from '../../test/sandbox/sandbox.ts'
import { run } from '../provision/commands.ts'
import { allEvents } from '../resources/topic-scopes.ts'
import { checkout } from '../runner/plan/layout.ts'
import { type JsonSchema, messageSchemaOf } from './event-schemas.ts'
import { type History, readHistory, unreleased } from './history.ts'
import { publishSchemas, registryFaults, subjectOf } from './publish-schemas.ts'
import { compatibility, connectRegistry, type Registry } from './registry.ts'
import { todaysSchemas } from './todays-schemas.ts'

// On a real registry, which `tools/parts/registry.sh` gets and starts: npm run test:registry.

const today = todaysSchemas()
const type = 'comptoir.orders.order-created.v1'
const subject = subjectOf(type)
let url: string
let registry: Registry
let part: (word: 'start' | 'stop') => Promise<void>

/** What is published when the schemas of today are released. */
function historyWithToday(): History {
  const history = readHistory(checkout)
  const fresh = new Set(unreleased(today, history))
  return new Map(
    [...today].map(([name, schema]) => {
      const versions = history.get(name) ?? []
      return [name, fresh.has(name) ? [...versions, schema] : versions]
    }),
  )
}
const history = historyWithToday()
const publishAll = () => publishSchemas(registry, allEvents, history)

beforeAll(async () => {
  const [port = 0] = await freePorts(1)
  part = async (word) => {
    const env = { PORT: String(port) }
    const { code, output } = await run(join(checkout, 'tools/parts/registry.sh'), [word], { env })
    if (code !== 0) throw new Error(output)
  }
  url = `http://127.0.0.1:${port}/apis/ccompat/v7`
  registry = connectRegistry(url)
  await part('start')
}, 600_000)
afterAll(() => part('stop'))

/** Runs one of the commands on this registry, as its user does. */
function command(name: 'check' | 'publish') {
  const program = join(checkout, 'tools/src/schemas', `${name}.ts`)
  const child = spawn(process.execPath, [program, '--registry', url], { cwd: checkout })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      output += chunk
    })
  return new Promise<{ code: number | null; output: string }>((done) => {
    child.on('close', (code) => done({ code, output }))
  })
}

/** Today's schemas, with another one of an order that was placed. */
function planted(change: (properties: Record<string, JsonSchema>) => void) {
  const schema = structuredClone(today.get(type)) as { properties: Record<string, JsonSchema> }
  change(schema.properties)
  return new Map([...today, [type, schema]])
}
const compatible = planted((properties) => {
  properties['greeting'] = { type: 'string' }
})
const breaking = planted((properties) => {
  properties['orderId'] = { type: 'integer' }
})

describe('a schema registry', () => {
  it('has every event, once it is published, and holds each to its past', async () => {
    expect(await registry.subjects()).toEqual([])
    const outcomes = (await publishAll()).map(({ outcome }) => outcome)
    expect(outcomes).toEqual(allEvents.map(() => 'registered'))
    const subjects = allEvents.map((event) => subjectOf(event.type))
    expect((await registry.subjects()).toSorted()).toEqual(subjects.toSorted())
    for (const one of subjects) expect(await registry.compatibilityOf(one)).toBe(compatibility)
    expect((await publishAll()).every(({ outcome }) => outcome === 'unchanged')).toBe(true)
  })

  it('is what both commands ask', async () => {
    const check = await command('check')
    expect([check.code, check.output]).toEqual([0, expect.stringContaining('break no consumer')])
    const publish = await command('publish')
    const isReleased = unreleased(today, readHistory(checkout)).length === 0
    const said = isReleased ? `${allEvents.length} unchanged, 0 refused` : 'Not released yet'
    expect([publish.code, publish.output]).toEqual([
      isReleased ? 0 : 1,
      expect.stringContaining(said),
    ])
  })
})

describe('a change of an event', () => {
  it('passes when it adds an optional property', async () => {
    expect(await registryFaults(registry, allEvents, compatible)).toEqual([])
  })

  it('is refused when it changes the type of a property: by the check, and by the registry', async () => {
    const [fault, ...others] = await registryFaults(registry, allEvents, breaking)
    expect(fault).toContain(subject)
    expect(others).toEqual([])
    const versions = [...(history.get(type) ?? []), breaking.get(type) as JsonSchema]
    const published = await publishSchemas(
      registry,
      allEvents,
      new Map([...history, [type, versions]]),
    )
    const refused = published.filter(({ outcome }) => outcome !== 'unchanged')
    expect(refused).toEqual([{ subject, outcome: { refused: expect.any(String) } }])
  })

  it('is held to all versions, not to the last alone', async () => {
    const event = allEvents.find((one) => one.type === type)
    if (!event) throw new Error(`no ${type}`)
    const schemaOf = (schemas: ReadonlyMap<string, JsonSchema>) =>
      messageSchemaOf({ ...event, schema: schemas.get(type) as JsonSchema })
    expect(await registry.register(subject, schemaOf(compatible))).toBe('registered')
    const retyped = planted((properties) => {
      properties['greeting'] = { type: 'boolean' }
    })
    expect(await registry.judge(subject, schemaOf(retyped))).toMatchObject({ compatible: false })
    expect(await registry.judge(subject, schemaOf(breaking))).toMatchObject({ compatible: false })
  })

  it('is not refused while somebody lets the registry take anything: the check finds that, publishing mends it', async () => {
    await fetch(`${url}/config/${subject}`, {
      method: 'PUT',
      headers: { 'content-type': 'application/vnd.schemaregistry.v1+json' },
      body: JSON.stringify({ compatibility: 'NONE' }),
    })
    const check = await command('check')
    expect([check.code, check.output]).toEqual([1, expect.stringContaining(`${subject}: its`)])
    await publishAll()
    expect(await registry.compatibilityOf(subject)).toBe(compatibility)
  })
})
