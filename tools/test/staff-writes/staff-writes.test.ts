import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { exceptions, staffOperations } from './contract-operations.ts'
import { staffWriteFaults } from './staff-writes.ts'

const root = join(import.meta.dirname, '..', '..', '..')
const write = (operation: string, entries: number, status = 200) => ({
  ...{ operation, entries, status, isForStaff: true },
})

describe('staff writes and the audit log', () => {
  it('agree where each leaves one entry, and none when it changes nothing', () => {
    const writes = [write('A', 1), write('A', 0), write('A', 0, 409)]
    expect(staffWriteFaults(['A'], {}, writes)).toEqual([])
  })

  it.each([
    ['is never played with success', [write('A', 1, 409)], /^A: no unit test plays it/],
    ['leaves no entry', [write('A', 0)], /^A leaves no entry/],
    ['leaves two', [write('A', 2), write('A', 1)], /^A leaves 2 entries/],
  ])('do not agree where one %s', (_what, writes, fault) => {
    expect(staffWriteFaults(['A'], {}, writes)).toEqual([expect.stringMatching(fault)])
  })

  it('do not agree with exceptions that do not hold', () => {
    const because = 'it does nothing'
    const none = { A: { leaves: 'none', because } } as const
    expect(staffWriteFaults(['A'], none, [write('A', 0)])).toEqual([])
    expect(staffWriteFaults(['A'], none, [write('A', 1)])).toHaveLength(1)
    expect(staffWriteFaults([], none, [])).toEqual([
      'A is listed, and is no staff write of the contracts',
    ])
    const own = { A: { leaves: 'own', because } } as const
    expect(staffWriteFaults(['A'], own, [])).toEqual([])
    expect(staffWriteFaults(['A'], own, [write('A', 0)])).toEqual([])
    expect(staffWriteFaults(['A'], own, [write('A', 1)])).toHaveLength(1)
    const several = { A: { leaves: 'several', because } } as const
    expect(staffWriteFaults(['A'], several, [write('A', 3)])).toEqual([])
    expect(staffWriteFaults(['A'], several, [write('A', 1)])).toHaveLength(1)
  })
})

describe('the exceptions', () => {
  it('name operations of the contracts, with a reason or the test that sees their entry', () => {
    expect(staffOperations.length).toBeGreaterThan(60)
    for (const [operation, exception] of Object.entries(exceptions)) {
      expect(staffOperations).toContain(operation)
      if (exception.leaves !== 'elsewhere') expect(exception.because.length).toBeGreaterThan(20)
      else {
        const [file = '', title = ''] = exception.test.split(' › ')
        expect(existsSync(join(root, file)), file).toBe(true)
        expect(readFileSync(join(root, file), 'utf8')).toContain(title)
      }
    }
  })
})
