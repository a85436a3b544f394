import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer as createTcpServer, type Server } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { missingOfRedis, missingOfSidecar, missingPage } from './health.ts'

const open: Server[] = []

afterEach(() => {
  for (const server of open.splice(0)) server.close()
})

async function portOf(server: Server): Promise<number> {
  open.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  const address = server.address()
  return typeof address === 'object' && address ? address.port : 0
}

type Pages = Record<string, { status: number; body?: object }>

function serve(pages: Pages): Promise<number> {
  const answer = (request: IncomingMessage, response: ServerResponse) => {
    const page = pages[request.url ?? ''] ?? { status: 404 }
    response.writeHead(page.status).end(page.body ? JSON.stringify(page.body) : '')
  }
  return portOf(createServer(answer))
}

const speaking = (reply: string) =>
  portOf(createTcpServer((socket) => socket.on('data', () => socket.write(reply))))

describe('a service', () => {
  it('is ready when its page says so', async () => {
    const port = await serve({ '/readyz': { status: 200 } })
    expect(await missingPage(`http://127.0.0.1:${port}/readyz`)).toBeUndefined()
  })

  it('says why it is not', async () => {
    const body = { status: 'not ready', reason: 'no workflow worker' }
    const port = await serve({ '/readyz': { status: 503, body } })
    expect(await missingPage(`http://127.0.0.1:${port}/readyz`)).toBe(
      'not ready: no workflow worker',
    )
  })

  it('is not ready while it hangs', async () => {
    const port = await portOf(createTcpServer(() => {}))
    expect(await missingPage(`http://127.0.0.1:${port}/readyz`)).toBe('no answer')
  })

  it('is not ready before it listens', async () => {
    expect(await missingPage('http://127.0.0.1:1/readyz')).toBe('not listening yet')
  })
})

describe('a sidecar', () => {
  const expected = { components: ['state', 'pubsub'], subscriptions: ['pubsub/orders'] }
  const components = [{ name: 'state' }, { name: 'pubsub' }]
  const subscriptions = [{ pubsubname: 'pubsub', topic: 'orders' }]
  const sidecar = (metadata: object, health = 204) =>
    serve({
      '/v1.0/healthz/outbound': { status: 204 },
      '/v1.0/healthz': { status: health, body: { message: 'app is not healthy' } },
      '/v1.0/metadata': { status: 200, body: metadata },
    })

  it('is ready with its components and subscriptions', async () => {
    const port = await sidecar({ components, subscriptions })
    expect(await missingOfSidecar({ http: port, token: 'own' }, expected)).toBeUndefined()
  })

  it('is not ready when a malformed file left a component out', async () => {
    const port = await sidecar({ components: components.slice(1), subscriptions })
    expect(await missingOfSidecar({ http: port, token: 'own' }, expected)).toBe(
      'component state is not loaded',
    )
  })

  it('is not ready without a subscription', async () => {
    const port = await sidecar({ components })
    expect(await missingOfSidecar({ http: port, token: 'own' }, expected)).toBe(
      'subscription pubsub/orders is not active',
    )
  })

  it('is not ready while its app is not', async () => {
    const port = await sidecar({ components, subscriptions }, 500)
    expect(await missingOfSidecar({ http: port, token: 'own' }, expected)).toBe(
      'not ready: app is not healthy',
    )
  })
})

describe('Redis', () => {
  it('is ready when it answers', async () => {
    expect(await missingOfRedis(`redis://127.0.0.1:${await speaking('+PONG\r\n')}`)).toBeUndefined()
  })

  it('is not ready while it loads', async () => {
    const port = await speaking('-LOADING Redis is loading the dataset in memory\r\n')
    expect(await missingOfRedis(`redis://127.0.0.1:${port}`)).toContain('LOADING')
  })

  it('is not ready before it listens', async () => {
    expect(await missingOfRedis('redis://127.0.0.1:1')).toBe('not listening yet')
  })
})
