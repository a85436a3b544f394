import type { readProduct } from '@comptoir/contracts/catalog/product-routes'
import { describe, expect, it } from 'vitest'
import { CallError, createCall } from './call.ts'

type Answer = () => Response | Promise<Response>
const ok = () => Response.json({ productId: 'prd_1' })
const problem = (status: number, code: string) => () =>
  Response.json({ status, code, detail: 'why' }, { status })

function callOver(...answers: Answer[]) {
  const asked: string[] = []
  const call = createCall({
    origin: () => 'http://shop',
    fetch: async (url, init) => {
      asked.push(`${init?.method} ${url}`)
      return await (answers.shift() ?? ok)()
    },
  })
  const read = () => call<typeof readProduct>('GET /api/products/{id}', { params: { id: 'a/b' } })
  return { call, read, asked }
}

describe('a call of the shop', () => {
  it('is made by the contract of the operation', async () => {
    const { read, asked } = callOver()
    expect((await read()).productId).toBe('prd_1')
    expect(asked).toEqual(['GET http://shop/api/products/a%2Fb'])
  })

  it('that reads is repeated when nothing came back', async () => {
    const { read, asked } = callOver(
      () => Promise.reject(new Error('reset')),
      problem(503, 'x'),
      ok,
    )
    await read()
    expect(asked).toHaveLength(3)
  })

  it('that is refused says the code, once', async () => {
    const { read, asked } = callOver(problem(404, 'not_found'))
    const refusal = await read().catch((error: unknown) => error)
    expect(refusal).toBeInstanceOf(CallError)
    expect((refusal as CallError).problem).toMatchObject({ status: 404, code: 'not_found' })
    expect(asked).toHaveLength(1)
  })

  it('that writes is not repeated without a key, since its answer may be what got lost', async () => {
    const broken: Answer = () => Promise.reject(new Error('reset'))
    const { call, asked } = callOver(broken, ok)
    const write = (headers: Record<string, string>) =>
      call<never>('POST /api/orders' as never, { headers, body: {} } as never)
    await expect(write({})).rejects.toMatchObject({ problem: { code: 'network' } })
    expect(asked).toHaveLength(1)
    const again = callOver(broken, ok)
    await again.call<never>(
      'POST /api/orders' as never,
      { headers: { 'idempotency-key': 'k' }, body: {} } as never,
    )
    expect(again.asked).toHaveLength(2)
  })
})
