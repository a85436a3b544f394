import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { lastLines, rotateLogs } from './logs-folder.ts'

describe('logs', () => {
  it('begin anew at each start, and the previous start is kept', () => {
    const folder = mkdtempSync(join(tmpdir(), 'comptoir-logs-'))
    writeFileSync(join(folder, 'orders.log'), 'yesterday\n')
    rotateLogs(folder, ['orders', 'carts'])
    expect(lastLines(folder, 'orders', 5)).toBe('')
    expect(readFileSync(join(folder, 'orders.log.1'), 'utf8')).toBe('yesterday\n')
  })

  it('are read from the end', () => {
    const folder = mkdtempSync(join(tmpdir(), 'comptoir-logs-'))
    writeFileSync(join(folder, 'orders.log'), 'one\ntwo\nthree\n')
    expect(lastLines(folder, 'orders', 2)).toBe('two\nthree')
  })
})
