import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { checkout } from '../runner/plan/layout.ts'
import { dashboards } from './dashboards.ts'

const read = (path: string) => readFileSync(join(checkout, path), 'utf8')

/** The metrics that the services export: what they hand to the three makers. */
const exported = new Set(
  globSync('{packages,services,apps}/*/src/**/*.ts', { cwd: checkout })
    .filter((file) => !file.endsWith('.test.ts'))
    .map(read)
    .map((text) => text.replaceAll(/^ \*.*$/gm, ''))
    .filter((text) => /\bcreate(Gauge|Counter|Histogram)\(/.test(text))
    .flatMap((text) => [...text.matchAll(/name: '(comptoir_\w+)'/g)].map(([, name = '']) => name)),
)
const namesIn = (text: string) => [
  ...new Set([...text.matchAll(/\bcomptoir_[a-z_]+/g)].map(([name]) => name)),
]
const unknown = (text: string) =>
  namesIn(text).filter(
    (name) => !exported.has(name) && !exported.has(name.replace(/_(bucket|count|sum)$/, '')),
  )

type Rule = { alert: string; expr: string; annotations: { summary: string } }
const groups: { rules: Rule[] }[] = parse(read('charts/comptoir/files/alerts.yaml'))
const rules = groups.flatMap((group) => group.rules)

describe('metrics', () => {
  it('of the dashboards are exported', () => {
    expect(exported.size).toBeGreaterThan(12)
    const queries = Object.values(dashboards()).map((one) => JSON.stringify(one))
    expect(queries).toHaveLength(2)
    for (const query of queries) {
      expect(namesIn(query).length).toBeGreaterThan(4)
      expect(unknown(query)).toEqual([])
    }
  })

  it('of the alerts are exported', () => {
    expect(rules.length).toBeGreaterThan(8)
    for (const { alert, expr } of rules) expect([alert, unknown(expr)]).toEqual([alert, []])
  })

  it('are all in docs/operations.md, and no other', () => {
    const [, table = ''] = read('docs/operations.md').split('## Metrics')
    const [metrics = ''] = table.split('## What to alert on')
    const documented = [...metrics.matchAll(/^\| `(comptoir_\w+)`/gm)].map(([, name]) => name)
    expect(documented.sort()).toEqual([...exported].sort())
  })
})

describe('alerts', () => {
  it('are those of docs/operations.md', () => {
    const [, after = ''] = read('docs/operations.md').split('## What to alert on')
    const [table = ''] = after.split('\n## ')
    const documented = [...table.matchAll(/^\| `(Comptoir\w+)`/gm)].map(([, name]) => name)
    expect(documented.sort()).toEqual(rules.map(({ alert }) => alert).sort())
  })
})
