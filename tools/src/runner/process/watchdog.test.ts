import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { identityOf } from './identity.ts'
import type { ProcessNote } from './run-file.ts'
import { clearLeftovers, notePids, startWatchdog } from './watchdog.ts'

const lasting = 'setInterval(() => {}, 1000)'

function noteOf(pid: number, name: string): ProcessNote {
  const identity = identityOf(pid)
  return { name, group: 'service', state: 'ready', pid, identity, restarts: 0 }
}

function startLasting(): number {
  const child = spawn(process.execPath, ['-e', lasting], { detached: true, stdio: 'ignore' })
  child.unref()
  return child.pid ?? 0
}

async function gone(pid: number): Promise<boolean> {
  const deadline = performance.now() + 40_000
  while (identityOf(pid) !== undefined && performance.now() < deadline) await sleep(20)
  return identityOf(pid) === undefined
}

const newPidFile = () => join(mkdtempSync(join(tmpdir(), 'comptoir-pids-')), 'pids')

describe('what a killed runner leaves behind', () => {
  it('is stopped by the watchdog', async () => {
    const pidFile = newPidFile()
    const watchdog = startWatchdog(pidFile)
    const pid = startLasting()
    notePids(pidFile, [noteOf(pid, 'orders')])
    expect(identityOf(pid)).toBeDefined()
    watchdog.stdin?.end()
    expect(await gone(pid)).toBe(true)
  })

  it('is left alone by the watchdog when the runner noted that nothing runs', async () => {
    const pidFile = newPidFile()
    const watchdog = startWatchdog(pidFile)
    const pid = startLasting()
    notePids(pidFile, [noteOf(pid, 'orders')])
    notePids(pidFile, [])
    const ended = new Promise((resolve) => watchdog.once('exit', resolve))
    watchdog.stdin?.end()
    await ended
    expect(identityOf(pid)).toBeDefined()
    process.kill(pid, 'SIGKILL')
  })

  it('is stopped by the next start', async () => {
    const pidFile = newPidFile()
    const pid = startLasting()
    notePids(pidFile, [noteOf(pid, 'orders')])
    expect(await clearLeftovers(pidFile)).toEqual(['orders'])
    expect(await gone(pid)).toBe(true)
    expect(existsSync(pidFile)).toBe(false)
  })

  it('is not mistaken for a later process with the same id', async () => {
    const pidFile = newPidFile()
    const pid = startLasting()
    writeFileSync(pidFile, `${pid} 1 service orders\n`)
    expect(await clearLeftovers(pidFile)).toEqual([])
    expect(identityOf(pid)).toBeDefined()
    process.kill(pid, 'SIGKILL')
  })
})
