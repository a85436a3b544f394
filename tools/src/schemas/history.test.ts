import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { allEvents } from '../resources/topic-scopes.ts'
import { checkout } from '../runner/plan/layout.ts'
import { dataSchemaOf, type JsonSchema } from './event-schemas.ts'
import { readAcceptedChanges, readHistory, release, schemaFaults, unreleased } from './history.ts'
import { todaysSchemas } from './todays-schemas.ts'

const type = 'comptoir.shipping.tracking-updated.v1'
const schemaOf = (members: z.ZodRawShape) =>
  z.toJSONSchema(z.object(members), { target: 'draft-07' }) as JsonSchema
const first = schemaOf({ status: z.enum(['sent']) })
const second = schemaOf({ status: z.enum(['sent']), place: z.string().optional() })
const history = new Map([[type, [first, second]]])
const today = (members: z.ZodRawShape) => new Map([[type, schemaOf(members)]])
const place = z.string().optional()
const newWord = today({ status: z.enum(['sent', 'lost']), place })
const accepted = {
  ...{ type, property: 'status', rule: 'word added', detail: 'lost' },
  reason: 'Every reader knows the word since 0.4.',
}

describe('the schemas of the contracts', () => {
  it('break no released version', () => {
    expect(
      schemaFaults(todaysSchemas(), readHistory(checkout), readAcceptedChanges(checkout)),
    ).toEqual([])
  })

  it('say what each event and its title are', () => {
    expect(allEvents.filter(({ description }) => !/^[A-Z].*\.$/.test(description))).toEqual([])
    // what staff did is told by every service
    const own = allEvents.filter(({ name }) => name !== 'StaffActionRecorded')
    expect(new Set(own.map(({ name }) => name)).size).toBe(own.length)
  })

  it('are closed for writers, and open for readers: a replica of the release before ignores what is new', () => {
    for (const event of allEvents) {
      const written = JSON.stringify(dataSchemaOf(event))
      const read = JSON.stringify(z.toJSONSchema(event.schema, { io: 'input' }))
      expect(written.split('"properties"').length).toBe(
        written.split('"additionalProperties":false').length,
      )
      expect([event.type, read]).not.toContain('additionalProperties')
    }
  })
})

describe('a change', () => {
  it('that breaks is named by type, property and rule, with the version that it broke first', () => {
    expect(schemaFaults(today({ status: z.enum(['sent']) }), history, [])).toEqual([
      `${type}: place: property removed, since version 2: new readers refuse events of that version`,
    ])
    expect(schemaFaults(today({ status: z.string(), place }), history, [])).toEqual([
      `${type}: status: word added (any other), since version 1: readers of that version refuse new events`,
    ])
  })

  it('that takes an event away is named', () => {
    expect(schemaFaults(new Map(), history, [])).toEqual([
      `${type}: event removed, since version 1: new readers refuse events of that version`,
    ])
  })

  it('that only old readers do not survive can be accepted, with a reason', () => {
    expect(schemaFaults(newWord, history, [])).toHaveLength(1)
    expect(schemaFaults(newWord, history, [accepted])).toEqual([])
  })

  it('that old events do not survive cannot be accepted', () => {
    const removal = { ...accepted, property: 'place', rule: 'property removed', detail: '' }
    expect(schemaFaults(today({ status: z.enum(['sent']) }), history, [removal])).toHaveLength(2)
  })

  it('that was accepted and is not there is a fault', () => {
    expect(schemaFaults(today({ status: z.enum(['sent']), place }), history, [accepted])).toEqual([
      `accepted-changes.yaml: no such change: ${type}: status: word added (lost)`,
    ])
  })
})

describe('a release', () => {
  it('keeps what is new as the next version, once', () => {
    const root = mkdtempSync(join(tmpdir(), 'comptoir-schemas-'))
    expect(release(root, new Map([[type, first]]), readHistory(root))).toHaveLength(1)
    expect(release(root, new Map([[type, first]]), readHistory(root))).toEqual([])
    expect(unreleased(new Map([[type, second]]), readHistory(root))).toEqual([type])
    release(root, new Map([[type, second]]), readHistory(root))
    expect(readHistory(root)).toEqual(history)
  })
})
