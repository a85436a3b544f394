import { globSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { isTest } from './named-tests.ts'

const table = 'docs/capabilities.md'

type Row = { capability: string; routes: string[]; tests: string[] }

function codeSpans(cell: string): string[] {
  return [...cell.matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? '')
}

function readRows(): Row[] {
  const lines = readFileSync(table, 'utf8').split('\n')
  const cells = lines.filter((line) => line.startsWith('| ')).map((line) => line.split(/(?<!\\)\|/))
  return cells
    .filter((row) => !/^\s*(Capability|-+)\s*$/.test(row[1] ?? ''))
    .map(([, capability = '', routes = '', tests = '']) => ({
      capability: capability.trim(),
      routes: codeSpans(routes),
      tests: codeSpans(tests),
    }))
}

function publishedRoutes(): Set<string> {
  const known = new Set<string>()
  for (const file of globSync('services/*/openapi.yaml')) {
    const { paths } = parse(readFileSync(file, 'utf8')) as { paths: Record<string, object> }
    for (const [path, operations] of Object.entries(paths)) {
      for (const method of Object.keys(operations)) known.add(`${method.toUpperCase()} ${path}`)
    }
  }
  return known
}

const rows = readRows()

describe('the table of capabilities', () => {
  it('has rows', () => {
    expect(rows.length).toBeGreaterThan(20)
  })

  it('names only routes that a service publishes', () => {
    const known = publishedRoutes()
    const missing = rows.flatMap((row) => row.routes).filter((route) => !known.has(route))
    expect(missing).toEqual([])
  })

  it('names at least one test for each capability, and each of them exists', () => {
    const missing = rows.flatMap(({ capability, tests }) => {
      if (tests.length === 0) return [capability]
      return tests.filter((test) => !isTest(test)).map((test) => `${capability}: ${test}`)
    })
    expect(missing).toEqual([])
  })
})
