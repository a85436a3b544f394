import { brotliCompressSync } from 'node:zlib'
import { createLogger } from '@comptoir/service/observability/log'
import { createApp } from '../app.ts'
import type { BuiltFile } from '../built-files.ts'
import { readBackOfficeConfig } from '../config.ts'

type Asked = {
  readonly call: string
  readonly headers: Headers
  readonly body: Record<string, unknown>
}

export const problem = (status: number, code: string) => Response.json({ status, code }, { status })

/** What accounts answers somebody with these roles. */
export const sessionOf = (name: string, roles: readonly string[]) =>
  Response.json({
    ...{ accessToken: `access-${name}`, refreshToken: `refresh-${name}`, tokenType: 'Bearer' },
    expiresInSeconds: 900,
    user: {
      ...{ userId: 'usr_1', email: 'ada@example.org', firstName: 'Ada', lastName: 'L' },
      ...{ locale: 'fr', roles },
    },
  })

const bytes = (text: string) => new Uint8Array(Buffer.from(text))
const files: readonly BuiltFile[] = [
  { path: '/index.html', type: 'text/html', bytes: bytes('<p>page</p>'), isBrotli: false },
  {
    ...{ path: '/assets/a-1234.js', type: 'text/javascript', isBrotli: true },
    bytes: new Uint8Array(brotliCompressSync('alert(1)')),
  },
]

const config = readBackOfficeConfig({
  PORT: '0',
  PUBLIC_URL: 'http://api.test',
  PUBLIC_SERVICE_URLS: 'orders=http://orders.test',
  PUBLIC_OFFICE_URL: 'http://office.test',
  PUBLIC_SHOP_URL: 'http://shop.test',
})

/** The back office over an accounts that answers what the test says, and a browser that keeps cookies. */
export function openOffice(answers: Readonly<Record<string, () => Response>>) {
  const asked: Asked[] = []
  const lines: string[] = []
  const log = createLogger('back-office', 'warn', { write: (line) => void lines.push(line) })
  const accounts: typeof fetch = async (input, init) => {
    const call = `${init?.method} ${new URL(String(input)).pathname}`
    const body = JSON.parse(String(init?.body))
    asked.push({ call, headers: new Headers(init?.headers), body })
    return answers[call]?.() ?? problem(404, 'not_found')
  }
  const app = createApp({ config, files, log, fetch: accounts })
  const jar = new Map<string, string>()

  async function post(path: string, body: object = {}, headers: Record<string, string> = {}) {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const usual = { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin', cookie }
    const init = { method: 'POST', headers: { ...usual, ...headers }, body: JSON.stringify(body) }
    const answer = await app.request(path, init)
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (value === '') jar.delete(name)
      else jar.set(name, value)
    }
    return answer
  }
  return { app, asked, lines, jar, post }
}
