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
  const guests = await Promise.all(closed.map((operation) => ask(operation)))
  expect(guests.filter(({ status }) => status !== 401)).toEqual([])
  const customers = await Promise.all(forStaff.map((operation) => ask(operation, token)))
  expect(customers.filter(({ status }) => status !== 403)).toEqual([])
})
