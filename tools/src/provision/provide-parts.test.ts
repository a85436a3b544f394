import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { known, usualChoice } from '../runner/plan/choice.ts'
import { checkout } from '../runner/plan/layout.ts'
import { startHelp } from '../runner/screen/arguments.ts'
import { caveatsOf, providable } from './provide-parts.ts'

const schema: { properties: Record<'broker' | 'store', { enum: string[] }> } = JSON.parse(
  readFileSync(join(checkout, 'charts/comptoir/values.schema.json'), 'utf8'),
)

describe.each(['broker', 'store'] as const)('a choice of the %s', (kind) => {
  const names = known(checkout, kind).toSorted()

  it('can be found or started, and is named by the help and the chart', () => {
    expect(['redis', ...providable[kind]].toSorted()).toEqual(names)
    expect(startHelp[kind]).toContain(`: ${names.join(', ')} (`)
    expect(schema.properties[kind].enum).toEqual(names)
  })

  it('says its own limits, and those of no other', () => {
    for (const name of names) {
      const said = caveatsOf({ ...usualChoice, store: 'postgresql', [kind]: name })
      const title = kind === 'store' ? 'Store' : 'Broker'
      const others = said.filter((caveat) => !caveat.startsWith(`${title} ${name}: `))
      expect(others).toEqual([])
    }
  })
})

describe('what a store cannot promise', () => {
  it.each([
    ['in-memory', 'each start begins with an empty shop'],
    ['mongodb', 'not run on MongoDB'],
    ['mysql', 'up to a minute later'],
    ['redis', 'not rolled back'],
    ['sqlite', 'one replica of each service'],
  ])('is said of %s', (store, words) => {
    expect(caveatsOf({ ...usualChoice, store }).join()).toContain(words)
  })
})
