import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { silentLog } from '@comptoir/service/test/silent-log'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createBreachCheck } from './breached-passwords.ts'
import { pwnedRanges } from './pwned-passwords.ts'

/** The rest of the digest of `password`, which begins with 5BAA6. */
const ofPassword = '1E4C9B93F3F0682250B6CF8331B7EE68FD8'
type Answer = (request: IncomingMessage, response: ServerResponse) => void

async function standIn(answer: Answer) {
  const asked: IncomingMessage[] = []
  const server = createServer((request, response) => {
    asked.push(request)
    answer(request, response)
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  const clock = { nowMs: 0 }
  const range = pwnedRanges({
    ...{
      url: `http://127.0.0.1:${port}`,
      timeoutMs: 200,
      log: silentLog(),
      now: () => clock.nowMs,
    },
    fallback: async () => new Set(['FALLBACK']),
  })
  return { asked, range, clock, isBreached: createBreachCheck(range) }
}

describe('the range API of Pwned Passwords', () => {
  it('is asked for five digits, with padding, and knows what was seen', async () => {
    const { asked, isBreached } = await standIn((_, response) => {
      response.end(`0018A45C4D1DEF81644B54AB7F969B88D65:1\r\n${ofPassword}:10434004\r\n`)
    })
    expect(await isBreached('password')).toBe(true)
    expect(await isBreached('une longue phrase secrète')).toBe(false)
    expect(asked[0]?.url).toBe('/range/5BAA6')
    expect(asked[0]?.headers).toMatchObject({ 'add-padding': 'true', 'user-agent': 'comptoir' })
    for (const { url } of asked) expect(url).toMatch(/^\/range\/[0-9A-F]{5}$/)
  })

  it('answers lines that are padding: they were seen 0 times and are no leak', async () => {
    const { isBreached } = await standIn((_, response) => void response.end(`${ofPassword}:0\r\n`))
    expect(await isBreached('password')).toBe(false)
  })

  it.each<[string, Answer]>([
    ['refuses', (_, response) => void response.writeHead(503).end()],
    ['does not answer in time', () => undefined],
    ['breaks off', (request) => void request.socket.destroy()],
  ])(
    'is replaced by the local list when it %s, and left alone for half a minute',
    async (_, answer) => {
      const { asked, range, clock } = await standIn(answer)
      expect(await range('5BAA6')).toEqual(new Set(['FALLBACK']))
      expect(await range('5BAA6')).toEqual(new Set(['FALLBACK']))
      expect(asked).toHaveLength(1)
      clock.nowMs = 30_000
      await range('5BAA6')
      expect(asked).toHaveLength(2)
    },
  )
})
