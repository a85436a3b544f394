import { expect, inject, it } from 'vitest'
import { createApi } from '../src/api.ts'
import { register } from '../src/shopper.ts'

const platform = inject('platform')
const api = createApi(platform.gatewayUrl)

type Operation = { readonly security?: object[]; readonly 'x-roles'?: readonly string[] }
type Document = { readonly paths: Record<string, Record<string, Operation>> }
const methods = new Set(['get', 'post', 'put', 'patch', 'delete'])
/** Neither path, query nor body would pass. */
const wrong = { body: [42], headers: { 'idempotency-key': 'x', 'if-match': '?' } }
/** Fewer than the gateway lets one user have open. */
const atOnce = 50

it('says who may before what is wrong, in every operation', async () => {
  const { body: document } = await api<Document>('GET /openapi.json')
  const operations = Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).flatMap(([method, operation]) =>
      methods.has(method) ? [{ path, method: method.toUpperCase(), operation }] : [],
    ),
  )
  const closed = operations.filter(
    ({ operation: { security = [] } }) =>
      security.length > 0 && security.every((way) => Object.keys(way).length > 0),
  )
  const forStaff = closed.filter(({ operation }) => operation['x-roles'] !== undefined)
  expect(forStaff.length).toBeGreaterThan(30)
  const { token } = await register(api)
  const ask = async ({ path, method }: (typeof operations)[number], as?: string) => {
    const name = `${method} ${path.replaceAll(/\{\w+\}/g, 'x'.repeat(200))}?limit=-1&status=none`
    const sent = method === 'GET' ? {} : wrong
    const { status } = await api(name, { ...sent, ...(as && { token: as }) })
    return { name, status }
  }
  const askAll = async (asked: typeof operations, as?: string) => {
    const answers: Awaited<ReturnType<typeof ask>>[] = []
    for (let n = 0; n < asked.length; n += atOnce)
      answers.push(...(await Promise.all(asked.slice(n, n + atOnce).map((one) => ask(one, as)))))
    return answers
  }
  const guests = await askAll(closed)
  expect(guests.filter(({ status }) => status !== 401)).toEqual([])
  const customers = await askAll(forStaff, token)
  expect(customers.filter(({ status }) => status !== 403)).toEqual([])
})
