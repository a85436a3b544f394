import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Parser } from '@asyncapi/parser'
import { broadcasts, subscriptions } from '@comptoir/contracts/subscriptions'
import { appIds } from '@comptoir/contracts/topology'
import { describe, expect, it } from 'vitest'
import { parse, stringify } from 'yaml'
import { allEvents } from '../resources/topic-scopes.ts'
import { checkout } from '../runner/plan/layout.ts'
import { messageKeyOf } from './asyncapi.ts'
import { schemaFolder } from './event-schemas.ts'

const source = join(checkout, schemaFolder, 'asyncapi.yaml')
const text = readFileSync(source, 'utf8')
const parser = new Parser()

/** What AsyncAPI's own parser finds wrong; it reads the schemas beside the document, too. */
async function errorsOf(document: string): Promise<string[]> {
  const { document: parsed, diagnostics } = await parser.parse(document, { source })
  const errors = diagnostics.filter(({ severity }) => severity === 0)
  if (!parsed && errors.length === 0) return ['not parsed']
  return errors.map(({ path, message }) => `${path.join('/')}: ${message}`)
}

describe('the AsyncAPI document', () => {
  it('is one', async () => {
    expect(await errorsOf(text)).toEqual([])
  })

  it('has operations on messages of their channels, and data of a schema that is there', async () => {
    const document = parse(text)
    const { messages } = document.components
    messages.OrderCreated.payload.allOf[1].properties.data.$ref = './no-such-event.json'
    expect((await errorsOf(stringify(document))).join()).toContain('no-such-event.json')
    const other = parse(text)
    const [operation] = other.operations['orders-sends-OrderCreated'].messages
    operation.$ref = operation.$ref.replace('OrderCreated', 'OrderCancelled')
    expect(await errorsOf(stringify(other))).not.toEqual([])
  })

  it('has a channel for each kind of event, and says who sends and who receives it', () => {
    const { channels, operations } = parse(text)
    const made = Object.keys(operations).filter((name) => !name.endsWith('-dead-letters'))
    const wanted = [
      ...allEvents.map((event) => `${event.producer}-sends-${event.name}`),
      ...appIds.flatMap((id) =>
        (subscriptions[id] ?? []).map((event) => `${id}-receives-${messageKeyOf(event)}`),
      ),
      ...appIds.flatMap((id) =>
        (broadcasts[id] ?? []).map((event) => `${id}-is-refreshed-by-${messageKeyOf(event)}`),
      ),
    ]
    expect(made).toEqual(wanted)
    expect(Object.keys(channels)).toEqual(expect.arrayContaining(allEvents.map(({ type }) => type)))
  })
})
