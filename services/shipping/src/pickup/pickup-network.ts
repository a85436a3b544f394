import { setTimeout as sleep } from 'node:timers/promises'
import type { PickupPoint, PickupSearch } from '@comptoir/contracts/shipping/pickup-schemas'
import type { Logger } from '@comptoir/service/observability/log'
import { refuse } from '@comptoir/service/problems/refusal'
import { z } from 'zod'

/** A network of pickup points. Its refusals are `dependency_unavailable`: nobody can say where its points are. */
export type PickupNetwork = {
  /** The shop has one: without it, no option to a point is offered. */
  readonly isNamed: boolean
  search(asked: PickupSearch): Promise<PickupPoint[]>
  /** A point by id, also one that has closed; none when there never was one. */
  get(pointId: string): Promise<PickupPoint | undefined>
  /** It did not answer a moment ago. */
  isAway(): boolean
}

/** What the API of the network answers. */
const Point = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.enum(['shop', 'locker']),
  status: z.enum(['open', 'closed']),
  address: z.object({
    line1: z.string(),
    line2: z.string().optional(),
    postal_code: z.string(),
    city: z.string(),
    country: z.string(),
  }),
  position: z.object({ latitude: z.number(), longitude: z.number() }).optional(),
  distance_m: z.int().optional(),
  max_weight_g: z.int(),
  opening_hours: z.array(
    z.object({
      day: z.enum(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']),
      periods: z.array(z.object({ opens: z.string(), closes: z.string() })),
    }),
  ),
  closures: z.array(z.object({ from: z.iso.date(), to: z.iso.date() })),
})
const Points = z.object({ pickup_points: z.array(Point) })

const timeoutMs = 2_500
/** How long a network that did not answer counts as away, for quotes. */
const awayMs = 30_000

export type NetworkOptions = {
  /** Where its API is; without an address there are no pickup points. */
  readonly url: string | undefined
  readonly log: Pick<Logger, 'warn'>
  readonly now?: () => number
}

/** The network behind its REST API, or behind the simulator of it. */
export function createPickupNetwork({ url, log, now = Date.now }: NetworkOptions): PickupNetwork {
  let failedAt = Number.NEGATIVE_INFINITY

  /** One more try after a failure: a point is asked for while somebody waits. */
  async function ask(path: string, tries = 2): Promise<Response> {
    try {
      const response = await fetch(`${url}${path}`, {
        headers: { accept: 'application/json' },
        signal: AbortSignal.timeout(timeoutMs),
      })
      if (response.status >= 500) throw new Error(`status ${response.status}`)
      failedAt = Number.NEGATIVE_INFINITY
      return response
    } catch (error) {
      if (tries > 1) {
        await sleep(100)
        return await ask(path, tries - 1)
      }
      failedAt = now()
      log.warn({ err: error }, 'the network of pickup points gave no answer')
      throw away()
    }
  }

  return {
    isNamed: url !== undefined,
    async search({ countryCode, postalCode, latitude, longitude, weightGrams }) {
      if (!url) return []
      const query = new URLSearchParams({ country: countryCode, weight_g: String(weightGrams) })
      if (postalCode !== undefined) query.set('postal_code', postalCode.replace(/\s/g, ''))
      if (latitude !== undefined) query.set('latitude', String(latitude))
      if (longitude !== undefined) query.set('longitude', String(longitude))
      const response = await ask(`/v1/pickup-points?${query}`)
      if (!response.ok) return []
      const { pickup_points } = await parsed(response, Points, log)
      return pickup_points.map(toPoint).filter(({ isOpen }) => isOpen)
    },
    async get(pointId) {
      if (!url) return undefined
      const response = await ask(`/v1/pickup-points/${encodeURIComponent(pointId)}`)
      return response.ok ? toPoint(await parsed(response, Point, log)) : undefined
    },
    isAway: () => now() - failedAt < awayMs,
  }
}

const away = () =>
  refuse(
    'dependency_unavailable',
    'pickup points cannot be asked for now; delivery to an address goes on',
  )

async function parsed<T>(response: Response, schema: z.ZodType<T>, log: Pick<Logger, 'warn'>) {
  const { data, error } = schema.safeParse(await response.json().catch(() => undefined))
  if (data) return data
  log.warn({ err: error }, 'the network of pickup points answered something else')
  throw away()
}

function toPoint(point: z.infer<typeof Point>): PickupPoint {
  const { id, name, kind, status, address, position, distance_m: distanceMetres } = point
  const { postal_code: postalCode, country: countryCode, line1, line2, city } = address
  return {
    ...{ pointId: id, name, kind, isOpen: status === 'open' },
    address: { line1, ...(line2 && { line2 }), postalCode, city, countryCode },
    ...(position && { position }),
    ...(distanceMetres !== undefined && { distanceMetres }),
    ...{ maxParcelGrams: point.max_weight_g, openingHours: point.opening_hours },
    closures: point.closures,
  }
}
