import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { countsOf, root as repository } from './check-runner.ts'
import { dependencyFaults } from './dependencies.ts'

import { lookUpFaults } from './look-ups.ts'
import { markdownFaults } from './markdown.ts'
import { productNameFaults } from './product-names.ts'
import { purityFaults } from './purity.ts'
import { layoutFaults } from './service-layout.ts'
import { folderSizeFaults, sizeFaults } from './size.ts'

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'anatomy-'))
})
afterEach(() => rmSync(root, { recursive: true }))

function write(file: string, text = '') {
  mkdirSync(dirname(join(root, file)), { recursive: true })
  writeFileSync(join(root, file), text)
}

function writeService(appId: string) {
  const files = [
    'package.json',
    'README.md',
    'openapi.yaml',
    'src/app.ts',
    'src/config.ts',
    'src/main.ts',
  ]
  const own = ['src/thing.ts', 'src/thing-store.ts', 'src/thing.test.ts', 'src/subscribers.ts']
  for (const file of [...files, ...own]) write(`services/${appId}/${file}`)
}

describe('the check of the layout of services', () => {
  it('accepts a service with every file', () => {
    writeService('billing')
    expect(layoutFaults(root, ['billing'])).toEqual([])
  })

  it.each([
    ['src/app.ts', 'has no src/app.ts'],
    ['openapi.yaml', 'has no openapi.yaml'],
    ['src/thing.ts', 'has no src/<aggregate>.ts with its src/<aggregate>-store.ts'],
    ['src/thing-store.ts', 'has no src/<aggregate>.ts with its src/<aggregate>-store.ts'],
    ['src/subscribers.ts', 'consumes events and has no src/subscribers.ts'],
    ['src/thing.test.ts', 'has no test'],
  ])('notices a missing %s', (file, fault) => {
    writeService('billing')
    rmSync(join(root, 'services/billing', file))
    expect(layoutFaults(root, ['billing'])).toContain(`services/billing ${fault}`)
  })

  it('notices a long README and subscribers without an event', () => {
    writeService('gateway')
    write('services/gateway/README.md', 'line\n'.repeat(41))
    expect(layoutFaults(root, ['gateway'])).toEqual([
      'services/gateway has src/subscribers.ts and consumes no event',
      'services/gateway has a README of 41 lines (at most 40)',
    ])
  })
})

describe('the check of product names', () => {
  const file = 'services/orders/src/placing/placing.ts'
  const faults = (name: string, text: string) => {
    write(name, text)
    return productNameFaults(root, 1)
  }

  it('accepts services that name components, and Redis where it is needed itself', () => {
    expect(faults(file, "publish('pubsub', signature)")).toEqual([])
    expect(faults('services/inventory/src/stock.ts', 'new RedisStock(redis)')).toEqual([])
  })

  it.each(['redis', 'createKafkaTopic', 'PostgreSQL', 'mongodb', 'RabbitMQ', 'SQLite'])(
    'notices %s, and says where',
    (name) => {
      expect(faults(file, `first\n// on ${name} only`)).toEqual([
        `${file}:2 names a product: ${name}`,
      ])
    },
  )

  it('notices another product than Redis where Redis may be named, and to have read none', () => {
    const limits = 'services/gateway/src/limits/rate-limits.ts'
    expect(faults(limits, 'redis or mysql')).toEqual([`${limits}:1 names a product: mysql`])
    expect(productNameFaults(root)).toContain('only 1 files were read')
  })
})

describe('the size check', () => {
  it('names files over the budget and refuses to have seen none', () => {
    expect(sizeFaults([{ file: 'a.ts', lines: 300 }])).toEqual([])
    expect(sizeFaults([{ file: 'a.ts', lines: 301 }])).toEqual(['a.ts has 301 lines (at most 300)'])
    expect(sizeFaults([])).toHaveLength(1)
  })
})

describe('the check of folder sizes', () => {
  const files = (count: number, name: string) =>
    Array.from({ length: count }, (_, n) => `services/orders/src/saga/${n}${name}`)

  it('names a folder of more than fifteen source files, tests aside', () => {
    expect(folderSizeFaults([...files(15, '.ts'), ...files(40, '.test.ts')], 1)).toEqual([])
    expect(folderSizeFaults(files(16, '.ts'), 1)).toEqual([
      'services/orders/src/saga holds 16 source files (at most 15)',
    ])
    expect(folderSizeFaults([])).toEqual(['only 0 source files were seen'])
  })
})

describe('the check of pages', () => {
  const faults = (text: string) => {
    write('docs/page.md', text)
    return markdownFaults(root, ['docs/page.md', 'docs/picture.svg'])
  }

  it('accepts short prose, rows, code and links that lead somewhere', () => {
    const long = 'word '.repeat(40)
    expect(faults(`| ${long} |\n\`\`\`\n${long}\n\`\`\`\n[here](page.md#top)`)).toEqual([])
  })

  it('names a long line and a link to nowhere, and refuses to have read none', () => {
    expect(faults(`short\n${'word '.repeat(40)}\n[there](../gone.md)`)).toEqual([
      'docs/page.md:2 is longer than 140',
      'docs/page.md links to ../gone.md, which does not exist',
    ])
    expect(markdownFaults(root, ['a.ts'])).toEqual(['no page was read'])
  })
})

describe('the purity check', () => {
  const rule = 'services/orders/src/order/order.ts'
  const faults = (files: Record<string, string>) => {
    write('services/orders/src/order/order-store.ts', "import '@comptoir/dapr/documents/documents'")
    for (const [file, text] of Object.entries(files)) write(file, text)
    return purityFaults(root, 1)
  }

  it('accepts rules that import rules, contracts, money and refusals', () => {
    const text =
      "import { z } from 'zod'\nimport type { Store } from '@comptoir/dapr/documents/store'"
    expect(faults({ [rule]: text })).toEqual([])
  })

  it.each([
    ['a store', "import { get } from './order-store.ts'", '@comptoir/dapr/documents/documents'],
    ['the file system', "import { readFileSync } from 'node:fs'", 'node:fs'],
    ['what imports it', "import { read } from '../disk.ts'", 'node:fs'],
  ])('notices a rule that imports %s', (_, text, found) => {
    const disk = { 'services/orders/src/disk.ts': "import 'node:fs'" }
    expect(faults({ [rule]: text, ...disk })).toEqual([`${rule} is a rule and imports ${found}`])
  })

  it.each(['new Date()', 'Date.now()', 'Math.random()'])('notices %s where no I/O is', (text) => {
    const file = 'services/orders/src/placing/pricing.ts'
    expect(faults({ [rule]: '', [file]: `const at = ${text}` })).toMatchObject([
      expect.stringContaining(`${file} has no I/O`),
    ])
  })

  it('fails when it sees hardly any rule', () => {
    expect(purityFaults(root)).toEqual(['only 0 rule files were seen'])
  })
})

describe('the dependency check', () => {
  const result = (totalCruised: number, violations: object[] = []) =>
    JSON.stringify({ summary: { totalCruised, violations } })

  it('fails when nothing was read, even without a violation', () => {
    expect(dependencyFaults(result(0))).toEqual(['only 0 modules were read'])
  })

  it('names violations', () => {
    const violation = { rule: { name: 'no-cycles' }, from: 'a.ts', to: 'b.ts' }
    expect(dependencyFaults(result(100, [violation]))).toEqual(['no-cycles: a.ts → b.ts'])
  })
})

describe('the count of tests', () => {
  const report = {
    numPassedTests: 3,
    numFailedTests: 1,
    numFailedTestSuites: 1,
    success: false,
    testResults: [],
  }

  const file = { name: join(repository, 'services/orders/src/x.test.ts'), status: 'failed' }

  it('adds files that could not be loaded', () => {
    const unloaded = { ...file, message: 'no such module\n at x.ts', assertionResults: [] }
    const broken = { ...report, testResults: [unloaded] }
    expect(countsOf(JSON.stringify(broken), 1)).toEqual({
      passed: 3,
      failed: 2,
      failures: ['services/orders/src/x.test.ts: no such module'],
    })
  })

  it('adds files whose set-up failed: their tests were left out', () => {
    const skipped = { status: 'skipped', fullName: 'an order is placed', failureMessages: [] }
    const message = 'Hook timed out in 120000ms.\n at x.ts'
    const halted = { ...file, message, assertionResults: [skipped] }
    const broken = { ...report, numFailedTests: 0, testResults: [halted] }
    expect(countsOf(JSON.stringify(broken), 1)).toEqual({
      passed: 3,
      failed: 1,
      failures: ['services/orders/src/x.test.ts: Hook timed out in 120000ms.'],
    })
  })

  it('names each test that failed with the first line of its reason', () => {
    const assertionResults = [
      { status: 'passed', fullName: 'an order is placed', failureMessages: [] },
      { status: 'failed', fullName: 'an order ends', failureMessages: ['expected 1 to be 2\n at'] },
    ]
    const failed = { ...report, testResults: [{ ...file, assertionResults }] }
    expect(countsOf(JSON.stringify(failed), 1).failures).toEqual([
      'services/orders/src/x.test.ts › an order ends: expected 1 to be 2',
    ])
  })

  it('is a failure when there is no report, or when the run failed without saying which', () => {
    expect(countsOf(undefined, 1)).toMatchObject({ passed: 0, failed: 1 })
    const odd = { ...report, numFailedTests: 0 }
    expect(countsOf(JSON.stringify(odd), 1)).toMatchObject({ passed: 3, failed: 1 })
  })
})

describe('the check of look-ups', () => {
  const written = (lines: string[]) => {
    write('tsconfig.json', '{ "compilerOptions": { "strict": true, "lib": ["es2024"] } }')
    write('packages/thing/src/thing.ts', ['declare const key: string', ...lines].join('\n'))
    return lookUpFaults(root, 1)
  }

  it.each([
    ['a record', 'declare const table: Record<string, number>; table[key]'],
    ['a record of another name', 'type T = { [id: string]: number }; declare const t: T; t[key]'],
    ['a member', 'declare const shop: { tree(): Record<string, number> }; shop.tree()[key]'],
    ['a key that is put together', 'declare const t: Record<string, number>; t[`a` + key]'],
    ['a write', 'const table: Record<string, number> = {}; table[key] = 1'],
    ['a question', 'const table: object = {}; key in table'],
    ['taking apart', 'declare const t: Record<string, number>; const { [key]: one } = t'],
  ])('finds %s by a key that may be any string', (_, code) => {
    expect(written([code])).toMatchObject([expect.stringMatching(/thing\.ts:2 .*any string/)])
  })

  it.each([
    [
      'keys of a fixed union',
      "declare const k: 'a' | 'b'; declare const t: Record<'a' | 'b', 1>; t[k]",
    ],
    ['positions', 'declare const list: number[]; declare const at: number; list[at]'],
    ['keys that are written down', "declare const t: Record<string, number>; t['a']; 'a' in t"],
    ['maps', 'new Map<string, number>().get(key)'],
  ])('lets %s pass', (_, code) => {
    expect(written([code])).toEqual([])
  })

  it('fails when it sees hardly any file', () => {
    write('tsconfig.json', '{}')
    expect(lookUpFaults(root)).toEqual(['only 0 files were read'])
  })
})
