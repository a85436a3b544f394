import { Hono } from 'hono'
import { z } from 'zod'

const Question = z.object({
  countryCode: z.string().regex(/^[A-Z]{2}$/),
  vatNumber: z.string().regex(/^[A-Z0-9]{2,12}$/),
  requesterMemberStateCode: z.string().optional(),
  requesterNumber: z.string().optional(),
})

export type ViesState = {
  /** VAT ids that are not valid; every other one is. */
  readonly invalid: Set<string>
  /** Member states that do not answer; `*` is all of them. */
  readonly away: Set<string>
}

/**
 * The part of the REST API of VIES that the shop uses. A consultation number is answered to who says who asks. The errors are
 * those of the real one.
 */
export function createApi({ invalid, away }: ViesState): Hono {
  const app = new Hono()
  let asked = 0

  app.post('/check-vat-number', async (c) => {
    const { data } = Question.safeParse(await c.req.json().catch(() => undefined))
    if (!data) return c.json(failure('INVALID_INPUT'), 400)
    const { countryCode, vatNumber, requesterNumber } = data
    if (away.has('*') || away.has(countryCode)) return c.json(failure('MS_UNAVAILABLE'), 500)
    asked += 1
    return c.json({
      ...{ countryCode, vatNumber, requestDate: new Date().toISOString() },
      valid: !invalid.has(countryCode + vatNumber),
      requestIdentifier: requesterNumber ? `SIMULATED${String(asked).padStart(7, '0')}` : '',
      ...{ name: '---', address: '---' },
    })
  })

  /** Its own route: `curl -X PUT localhost:9101/state -d '{"away": ["*"], "invalid": []}'`. */
  app.put('/state', async (c) => {
    const state = z
      .object({ away: z.array(z.string()), invalid: z.array(z.string()) })
      .parse(await c.req.json())
    for (const [set, values] of [
      [away, state.away],
      [invalid, state.invalid],
    ] as const) {
      set.clear()
      for (const value of values) set.add(value)
    }
    return c.body(null, 204)
  })

  app.get('/healthz', (c) => c.text('ok'))
  return app
}

const failure = (error: string) => ({ actionSucceed: false, errorWrappers: [{ error }] })
