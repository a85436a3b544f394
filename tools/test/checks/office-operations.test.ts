import { globSync, readFileSync } from 'node:fs'
import { permissions } from '@comptoir/contracts/accounts/permissions'
import { describe, expect, it } from 'vitest'
import { isTest } from './named-tests.ts'

const table = 'docs/back-office.md'
const sources = globSync('apps/back-office/src/**/*.{ts,tsx}')
  .filter((file) => !file.endsWith('.test.ts'))
  .map((file) => readFileSync(file, 'utf8'))
  .join('\n')

type Known = { readonly id: string; readonly method: string; readonly path: string }
const known = JSON.parse(readFileSync('services/gateway/operations.json', 'utf8')) as Known[]
const operationOf = (id: string) => known.find((one) => one.id === id)

/** Files that pages open by the address that an answer carries. */
const byAddress: readonly string[] = [
  ...['GetShipmentLabel', 'GetPackingSlip', 'GetInvoiceExportFile'],
]

/** Operations of the staff, as the table of permissions has them. */
const ofStaff = Object.values(permissions).flatMap(
  ({ operations }): readonly string[] => operations,
)

type Row = { readonly operation: string; readonly page: string; readonly test: string }

const rows: readonly Row[] = readFileSync(table, 'utf8')
  .split('\n')
  .filter((line) => /^\| `[A-Z]\w{3,}` \|/.test(line))
  .map((line) => {
    const [, operation = '', page = '', test = ''] = line.split('|').map((cell) => cell.trim())
    return { operation: operation.replaceAll('`', ''), page, test: test.replaceAll('`', '') }
  })

/** A row without an address says why not. */
const withPage = rows.filter(({ page }) => page.startsWith('`/'))

/** Whether pages ask it: by its contract, or by its path where the answer is a file or a stream. */
function isAsked({ method, path }: Known): boolean {
  if (sources.includes(`'${method} ${path}'`)) return true
  const asPattern = path
    .replaceAll(/[.*+?^$()|[\]\\]/g, '\\$&')
    .replaceAll(/\{\w+\}/g, '\\$\\{.+?\\}')
  return new RegExp(`[\`']${asPattern}[\`'?]`).test(sources)
}

describe('what staff can do in the back office', () => {
  it('is said of every operation that is for staff, once', () => {
    expect(ofStaff.length).toBeGreaterThan(100)
    expect(rows.map(({ operation }) => operation).toSorted()).toEqual(ofStaff.toSorted())
  })

  it('is asked for by a page, where the table names one', () => {
    const unasked = withPage.filter(({ operation }) => {
      const found = operationOf(operation)
      return !found || !(isAsked(found) || byAddress.includes(operation))
    })
    expect(unasked.map(({ operation }) => operation)).toEqual([])
  })

  it('is not asked for by a page, where the table says that it is done elsewhere', () => {
    const elsewhere = rows.filter((row) => !withPage.includes(row))
    const asked = elsewhere.filter(({ operation }) => {
      const found = operationOf(operation)
      return found && isAsked(found)
    })
    expect(asked.map(({ operation }) => operation)).toEqual([])
    expect(elsewhere.filter(({ page }) => page.length < 20)).toEqual([])
  })

  it('has a journey in a browser, or a test of the rule behind it', () => {
    const missing = withPage.filter(({ test }) => !isTest(test))
    expect(missing.map(({ operation, test }) => `${operation}: ${test}`)).toEqual([])
  })
})
