import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type RequestListener, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { fetchPicture, isPublic } from './fetch-picture.ts'
import { createPictureSource } from './picture-source.ts'

const servers: Server[] = []
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    server.close()
  }
})

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener)
  servers.push(server)
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
}

const anywhere = { allowPrivateHosts: true }
const here = { allowPrivateHosts: false }

describe('an address of a picture', () => {
  it.each([
    'http://127.0.0.1/a.png',
    'http://localhost/a.png',
    'http://2130706433/a.png',
    'http://0x7f.1/a.png',
    'http://[::1]/a.png',
    'http://[::ffff:10.0.0.1]/a.png',
    'http://169.254.169.254/latest/meta-data',
    'http://10.1.2.3/a.png',
    'http://192.168.1.1/a.png',
    'http://100.64.0.1/a.png',
    'http://0.0.0.0/a.png',
  ])('of a private network is refused: %s', async (address) => {
    await expect(fetchPicture(address, here)).rejects.toThrow('is not of the public internet')
  })

  it.each(['file:///etc/passwd', 'ftp://a.example/x', 'data:image/png;base64,AA', 'gopher://x'])(
    'that is not http is refused: %s',
    async (address) => {
      await expect(fetchPicture(address, anywhere)).rejects.toThrow('no http or https address')
    },
  )

  it('with a password in it is refused', async () => {
    await expect(fetchPicture('http://u:p@a.example/', anywhere)).rejects.toThrow('password')
  })

  it('may redirect, a few times, and not to another kind of address', async () => {
    const targets: Record<string, string> = { '/a': '/ok', '/file': 'file:///etc/passwd' }
    const base = await serve(({ url = '' }, response) => {
      if (url === '/ok') response.end('bytes')
      else response.writeHead(302, { location: targets[url] ?? '/loop' }).end()
    })
    expect(Buffer.from(await fetchPicture(`${base}/a`, anywhere)).toString()).toBe('bytes')
    await expect(fetchPicture(`${base}/loop`, anywhere)).rejects.toThrow('redirects more than 5')
    await expect(fetchPicture(`${base}/file`, anywhere)).rejects.toThrow('no http or https')
  })

  it('is left when it is too large or too slow', async () => {
    const base = await serve((request, response) => {
      if (request.url === '/large') response.end(Buffer.alloc(2000))
      else response.write('a little')
    })
    const rules = { ...anywhere, limits: { bytes: 1000, timeoutMs: 300, redirects: 1 } }
    await expect(fetchPicture(`${base}/large`, rules)).rejects.toThrow('larger than 1000 bytes')
    await expect(fetchPicture(`${base}/slow`, rules)).rejects.toThrow('takes too long')
  })

  it('knows IPv4 addresses within IPv6 ones', () => {
    expect(['8.8.8.8', '2606:4700::1111'].map(isPublic)).toEqual([true, true])
    const hidden = ['::ffff:127.0.0.1', '64:ff9b::7f00:1', '2002:7f00:1::', 'fd00::1', 'fe80::1']
    expect(hidden.map(isPublic)).toEqual(hidden.map(() => false))
  })
})

describe('a source of pictures', () => {
  const folder = mkdtempSync(join(tmpdir(), 'comptoir-pictures-'))
  afterAll(() => rmSync(folder, { recursive: true }))

  it('asks again for what failed in passing, and not for what is missing', async () => {
    let asked = 0
    const base = await serve((request, response) => {
      asked++
      const status = asked < 3 ? 503 : 200
      response.statusCode = request.url === '/gone' ? 404 : status
      response.end('bytes')
    })
    const source = createPictureSource({ ...anywhere, pausesMs: [1, 1] })
    expect((await source(`${base}/a`)).length).toBe(5)
    expect(asked).toBe(3)
    await expect(source(`${base}/gone`)).rejects.toThrow('it answers 404')
    expect(asked).toBe(4)
  })

  it('looks into its folder, and nowhere above it', async () => {
    writeFileSync(join(folder, 'a b.png'), 'bytes')
    const source = createPictureSource({ ...here, folder: join(folder) })
    expect((await source('a b.png')).length).toBe(5)
    expect((await source('https://cdn.example/x/a%20b.png?v=1')).length).toBe(5)
    await expect(source('../../../../etc/hostname')).rejects.toThrow('it is not in')
    await expect(createPictureSource(here)('a.png')).rejects.toThrow('--images DIR')
  })
})
