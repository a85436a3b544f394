import { createServiceApp } from '@comptoir/service/app'
import { visitorAddressHeader } from '@comptoir/service/auth/visitor-address'
import { silentLog } from '@comptoir/service/test/silent-log'
import { createTestVerifier } from '@comptoir/service/test/tokens'
import { createBff } from '../bff.ts'

export type Asked = {
  readonly call: string
  readonly headers: Headers
  readonly body: Record<string, unknown>
  readonly signal: AbortSignal | undefined
}
type Answer = (asked: Asked) => Response | Promise<Response> | undefined

export const problem = (status: number, code: string, more: object = {}) =>
  Response.json({ status, code, ...more }, { status })

export const user = {
  ...{ userId: 'usr_1', email: 'ada@example.org', firstName: 'Ada', lastName: 'L', locale: 'fr' },
}
/** What `user` signs in with. */
export const signIn = { email: 'ada@example.org', password: 'a long enough password' }
export const sessionOf = (name: string, expiresInSeconds = 900) => ({
  ...{ accessToken: `access-${name}`, refreshToken: `refresh-${name}`, tokenType: 'Bearer' },
  ...{ expiresInSeconds, user },
})
export const cartOf = (cartId: string, lines: readonly object[] = [], more: object = {}) => ({
  ...{ cartId, lines, status: 'active', version: 1 },
  ...more,
})

/** The back end for the front end over a shop that answers what the test says, and a browser that keeps cookies. */
export function openShop(
  answers: Readonly<Record<string, Answer>>,
  clock: () => number = Date.now,
) {
  const asked: Asked[] = []
  const shop: typeof fetch = async (input, init) => {
    const url = new URL(String(input))
    const method = init?.method ?? 'GET'
    const call = `${method} ${url.pathname}`
    const body = typeof init?.body === 'string' ? JSON.parse(init.body) : {}
    const signal = init?.signal ?? undefined
    const one = { call, headers: new Headers(init?.headers), body, signal }
    asked.push(one)
    // without it all visitors share the limits of the storefront
    if (!one.headers.has(visitorAddressHeader)) return problem(429, 'rate_limited')
    const pattern = Object.keys(answers).find((known) => matches(known, call))
    return (pattern && (await answers[pattern]?.(one))) || problem(404, 'not_found')
  }
  const warnings: string[] = []
  const log = { warn: (_: object, message: string) => void warnings.push(message) }
  const bff = createBff({
    ...{
      secret: 'a secret of a test, long enough',
      siteUrl: 'http://shop.test',
      fetch: shop,
      clock,
    },
    ...{ apiOrigin: () => 'http://api.test', addressOf: () => '203.0.113.7', log },
    stateAddress: (address) => `stated: ${address}`,
  })
  const { verify } = createTestVerifier()
  const app = createServiceApp({
    ...{ appId: 'storefront', title: '', description: '', verify, log: silentLog() },
    ...{ appToken: 'token', entrance: () => undefined },
  })
  bff.addTo(app)
  return { app, bff, asked, warnings, ...openBrowser(app) }
}

const matches = (pattern: string, call: string) =>
  new RegExp(`^${pattern.replaceAll('*', '[^/]+')}$`).test(call)

type App = { request(path: string, init?: RequestInit): Response | Promise<Response> }

function openBrowser(app: App) {
  const jar = new Map<string, string>()
  const cookies = () => [...jar].map(([name, value]) => `${name}=${value}`).join('; ')

  async function send(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers)
    if (!headers.has('sec-fetch-site')) headers.set('sec-fetch-site', 'same-origin')
    headers.set('cookie', cookies())
    const answer = await app.request(path, { ...init, headers })
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (value === '') jar.delete(name)
      else jar.set(name, value)
    }
    return answer
  }
  const post = (path: string, body: object = {}, headers: Record<string, string> = {}) =>
    send(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    })
  const submit = (path: string, fields: Record<string, string>) =>
    send(path, { method: 'POST', body: new URLSearchParams(fields) })
  return { jar, cookies, send, post, submit }
}
