import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, describe, expect, it } from 'vitest'
import { identityOf, stillRuns } from './identity.ts'
import { createPlatform, type Platform } from './platform.ts'
import { type ProcessSpec, pauseBefore, type Supervised } from './supervise.ts'

const logs = mkdtempSync(join(tmpdir(), 'comptoir-logs-'))
const lasting = 'setInterval(() => {}, 1000)'
let platform: Platform | undefined
let said: string[] = []

afterEach(() => platform?.stop(200))

function spec(name: string, program: string, group: ProcessSpec['group'] = 'service'): ProcessSpec {
  return {
    name,
    group,
    command: process.execPath,
    args: ['-e', program],
    env: { GREETING: `bonjour ${name}` },
    cwd: logs,
    port: 0,
    missing: async () => undefined,
  }
}

function run(...specs: ProcessSpec[]): Platform {
  said = []
  const changed = ({ spec, note }: Supervised) => said.push(`${spec.name} ${note.state}`)
  platform = createPlatform(specs, { logs, pollMs: 10, changed })
  return platform
}

async function until(condition: () => boolean): Promise<void> {
  const deadline = performance.now() + 40_000
  while (!condition()) {
    if (performance.now() > deadline) throw new Error('never happened')
    await sleep(10)
  }
}

describe('a process under supervision', () => {
  it('gets its environment and leaves its words in its log', async () => {
    await run(spec('carts', `console.log(process.env.GREETING); ${lasting}`)).start()
    await until(() => readFileSync(join(logs, 'carts.log'), 'utf8').includes('bonjour carts'))
  })

  it('is started again when it dies', async () => {
    const running = run(spec('orders', lasting))
    await running.start()
    const { note } = running.processes[0] ?? {}
    const firstPid = note?.pid ?? 0
    process.kill(firstPid, 'SIGKILL')
    await until(() => note?.restarts === 1 && note.state === 'ready')
    expect(note?.pid).not.toBe(firstPid)
    expect(said).toEqual(
      ['starting', 'ready', 'restarting', 'starting', 'ready'].map((state) => `orders ${state}`),
    )
  })

  it('ends with all that it started', async () => {
    const parent = `const { spawn } = require('node:child_process')
      const child = spawn(process.execPath, ['-e', '${lasting}'])
      console.log(child.pid); ${lasting}`
    const running = run(spec('parent', parent))
    await running.start()
    await until(() => /^\d+\n/.test(readFileSync(join(logs, 'parent.log'), 'utf8')))
    const grandchild = Number(readFileSync(join(logs, 'parent.log'), 'utf8'))
    expect(identityOf(grandchild)).toBeDefined()
    await running.stop()
    await until(() => identityOf(grandchild) === undefined)
  })

  it('is ended by force when it will not go', async () => {
    const stubborn = `process.on('SIGTERM', () => {}); console.log('deaf'); ${lasting}`
    const running = run(spec('stubborn', stubborn))
    await running.start()
    await until(() => readFileSync(join(logs, 'stubborn.log'), 'utf8').includes('deaf'))
    const { note } = running.processes[0] ?? {}
    const noted = { pid: note?.pid ?? 0, identity: note?.identity }
    await running.stop(100)
    expect(stillRuns(noted)).toBe(false)
  })

  it('that keeps dying ends the start with the end of its log', async () => {
    const broken = spec('broken', 'console.log("no such table"); process.exit(3)')
    const start = run({ ...broken, missing: async () => 'not listening yet' }).start()
    await expect(start).rejects.toThrow(/broken does not start: keeps dying.*no such table/s)
  })

  it('is restarted after longer and longer pauses', () => {
    expect([1, 2, 3, 4, 5, 6, 9].map(pauseBefore)).toEqual([
      500, 1000, 2000, 4000, 8000, 15_000, 15_000,
    ])
  })
})

describe('a platform', () => {
  it('waits for Redis before it starts the others, and stops it last', async () => {
    const running = run(spec('shop', lasting), spec('redis', lasting, 'part'))
    await running.start()
    await running.stop()
    expect(said).toEqual([
      ...['redis starting', 'redis ready', 'shop starting', 'shop ready'],
      ...['shop stopped', 'redis stopped'],
    ])
  })
})
