import { setTimeout as sleep } from 'node:timers/promises'
import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { metresBetween, type Point, pointsAt, pointsOfTowns } from './points.ts'

/** What goes wrong: it may be set while the simulator runs. */
export const State = z.object({
  /** Every request of the network's API is answered 503. */
  away: z.boolean().default(false),
  /** Every answer takes so long. */
  slowMs: z.number().min(0).default(0),
  /** Points that have closed, by id. */
  closed: z.array(z.string()).default([]),
})
export type State = z.infer<typeof State>

const Search = z
  .object({
    country: z.string().regex(/^[A-Z]{2}$/),
    postal_code: z.string().max(10).optional(),
    latitude: z.coerce.number().min(-90).max(90).optional(),
    longitude: z.coerce.number().min(-180).max(180).optional(),
    weight_g: z.coerce.number().int().min(0).default(0),
    limit: z.coerce.number().int().min(1).max(50).default(20),
  })
  .refine(
    ({ postal_code, latitude, longitude }) =>
      postal_code !== undefined || (latitude !== undefined && longitude !== undefined),
    'postal_code, or latitude and longitude',
  )
type Search = z.infer<typeof Search>

/** The API of a network of pickup points, as such networks have them: search by postal code or position, and one point by id. */
export function createApi(initial: State): Hono {
  const app = new Hono()
  let state = initial
  const shown = (point: Point): Point =>
    state.closed.includes(point.id) ? { ...point, status: 'closed' } : point

  app.use('/v1/*', async (c, next) => {
    if (state.slowMs > 0) await sleep(state.slowMs)
    if (state.away) return failed(c, 503, 'unavailable', 'try again later')
    return await next()
  })

  app.get('/v1/pickup-points', (c) => {
    const { data, error } = Search.safeParse(c.req.query())
    if (!data) return failed(c, 400, 'invalid_query', z.prettifyError(error))
    const found = search(data).map(({ point, distance_m }) => ({ ...shown(point), distance_m }))
    return c.json({ pickup_points: found })
  })

  app.get('/v1/pickup-points/:id', (c) => {
    const id = c.req.param('id')
    const [, postalCode = ''] = id.split('-')
    const point = pointsAt(postalCode).find((one) => one.id === id)
    if (!point) return failed(c, 404, 'not_found', `there is no pickup point ${id}`)
    return c.json(shown(point))
  })

  /** Its own route: `curl -X PUT localhost:9103/state -d '{"away": true}'`. */
  app.put('/state', async (c) => {
    state = State.parse(await c.req.json())
    return c.body(null, 204)
  })

  app.get('/healthz', (c) => c.text('ok'))
  return app
}

function search({ country, postal_code, latitude, longitude, weight_g, limit }: Search) {
  if (country !== 'FR' && country !== 'MC') return []
  const near = postal_code === undefined ? pointsOfTowns() : pointsAt(postal_code)
  const here = { latitude: latitude ?? 0, longitude: longitude ?? 0 }
  const from = latitude === undefined ? near[0]?.position : here
  return near
    .filter(({ max_weight_g }) => weight_g <= max_weight_g)
    .map((point) => ({ point, distance_m: from ? metresBetween(from, point.position) : 0 }))
    .sort((a, b) => a.distance_m - b.distance_m)
    .slice(0, limit)
}

const failed = (c: Context, status: 400 | 404 | 503, code: string, message: string) =>
  c.json({ error: { code, message } }, status)
