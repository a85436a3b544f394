import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { createSidecar, SidecarError } from './sidecar.ts'

const servers: Server[] = []
afterEach(() => {
  for (const server of servers.splice(0)) server.closeAllConnections()
})

async function sidecarThat(answer: RequestListener, maxSockets?: number) {
  const server = createServer(answer)
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port: httpPort } = server.address() as AddressInfo
  return createSidecar({ httpPort, apiToken: 'secret', maxSockets })
}

describe('a request to the sidecar', () => {
  it('carries body, headers and token, and brings back whatever status there is', async () => {
    const sidecar = await sidecarThat((request, answer) => {
      request.on('data', (chunk) => {
        const { 'dapr-api-token': token, 'content-length': length } = request.headers
        answer.writeHead(409, { etag: '7' }).end(`${request.method} ${token} ${length} ${chunk}`)
      })
    })
    const { status, headers, body } = await sidecar.request({
      ...{ method: 'POST', path: '/v1.0/state/state', body: 'été' },
    })
    expect([status, headers.etag]).toEqual([409, '7'])
    expect(body.toString()).toBe('POST secret 5 été')
  })

  it('says so when there is no answer in time', async () => {
    const sidecar = await sidecarThat(() => {})
    const late = sidecar.request({ method: 'GET', path: '/slow', timeoutMs: 50 })
    await expect(late).rejects.toThrow('GET /slow: no answer in 50 ms')
  })

  it('ends when nobody waits for it any more, before and after it was sent', async () => {
    let closed = 0
    const sidecar = await sidecarThat((request) => {
      request.on('close', () => {
        closed += 1
      })
    })
    const leave = new AbortController()
    const call = { method: 'GET', path: '/slow', timeoutMs: 60_000, signal: leave.signal }
    const running = sidecar.request(call)
    setTimeout(() => leave.abort(), 50)
    await expect(running).rejects.toThrow('aborted')
    await expect.poll(() => closed).toBe(1)
    await expect(sidecar.request(call)).rejects.toThrow('aborted')
  })

  it('waits for no other when it has a connection of its own', async () => {
    const sidecar = await sidecarThat((request, answer) => {
      if (request.url === '/health') answer.end()
    }, 1)
    const slow = sidecar.request({ method: 'GET', path: '/slow', timeoutMs: 3_000 })
    const held = expect(slow).rejects.toThrow('no answer in 3000 ms')
    const health = { method: 'GET', path: '/health', timeoutMs: 500 }
    expect(await sidecar.request({ ...health, ownConnection: true })).toMatchObject({ status: 200 })
    await expect(sidecar.request(health)).rejects.toThrow('no answer in 500 ms')
    await held
  })

  it('says so when the connection breaks', async () => {
    const sidecar = await sidecarThat((request) => request.socket.destroy())
    const broken = sidecar.request({ method: 'GET', path: '/' })
    await expect(broken).rejects.toBeInstanceOf(SidecarError)
  })
})
