import { spawn } from 'node:child_process'
import { connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestVerifier } from '../../test/tokens.ts'
import { createServiceApp } from '../app.ts'
import { type Listener, listen } from '../http/listen.ts'
import { createLogger } from './log.ts'

const urlOf = (file: string) => pathToFileURL(`${import.meta.dirname}/${file}`).href

/** Runs a few lines in a process of its own whose log is ours; answers all that it wrote. */
function run(lines: string): Promise<{ code: number | null; written: string[] }> {
  const program = `
    import { createLogger } from '${urlOf('log.ts')}'
    import { logProcess } from '${urlOf('process-log.ts')}'
    logProcess(createLogger('orders'))
    ${lines}`
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program])
  let written = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => {
      written += chunk.toString()
    })
  return new Promise((done) =>
    child.on('close', (code) => done({ code, written: written.split('\n').filter(Boolean) })),
  )
}

const levelsOf = (written: string[]) => written.map((line) => JSON.parse(line).level)

describe('every line of a process', () => {
  it('is JSON, whoever writes it', async () => {
    const { code, written } = await run(`
      console.log('a library says', { this: 1 })
      console.error('a library complains')
      console.error(new Error('of a library'))
      process.emitWarning('deprecated')
      console.error(Object.assign(new Error('aborted'), { code: 'ECONNRESET' }))
      console.info('The user aborted a request.')`)
    expect(code).toBe(0)
    expect(levelsOf(written).sort()).toEqual(['error', 'error', 'info', 'info', 'info', 'warn'])
  })

  it.each([
    "throw new Error('not caught')",
    "Promise.reject(new Error('not handled'))",
    "setTimeout(() => { throw 'text' })",
  ])('is JSON when it ends by an error: %s', async (lines) => {
    const { code, written } = await run(lines)
    expect([code, levelsOf(written)]).toEqual([1, ['fatal']])
  })
})

describe('a client that leaves', () => {
  const lines: string[] = []
  let listener: Listener

  beforeAll(async () => {
    const log = createLogger('orders', 'debug', { write: (line: string) => void lines.push(line) })
    const { verify } = createTestVerifier()
    const names = { appId: 'orders', title: '', description: '' }
    const app = createServiceApp({ ...names, verify, log, appToken: 't' })
    app.post('/things', async (c) => c.json({ length: (await c.req.text()).length }))
    listener = await listen(app, { port: 0, host: '127.0.0.1', graceMs: 100 })
  })
  afterAll(() => listener.close())

  it('in the middle of its body is no error', async () => {
    const head = 'POST /things HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nhalf'
    const socket = connect(listener.port, '127.0.0.1', () => socket.write(head))
    await sleep(50)
    socket.destroy()
    await expect.poll(() => lines.length).toBeGreaterThan(0)
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      { level: 'info', msg: 'the client left', path: '/things' },
    ])
  })
})
