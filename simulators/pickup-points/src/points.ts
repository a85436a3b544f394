/** A pickup point as the API of a network of them answers it. */
export type Point = {
  readonly id: string
  readonly name: string
  readonly kind: 'shop' | 'locker'
  readonly status: 'open' | 'closed'
  readonly address: {
    readonly line1: string
    readonly postal_code: string
    readonly city: string
    readonly country: string
  }
  readonly position: { readonly latitude: number; readonly longitude: number }
  readonly max_weight_g: number
  readonly opening_hours: readonly { readonly day: Day; readonly periods: readonly Period[] }[]
  /** Days on which it is closed, both included. */
  readonly closures: readonly { readonly from: string; readonly to: string }[]
}
type Period = { readonly opens: string; readonly closes: string }
const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
type Day = (typeof days)[number]

/** Towns that points can be found in by position; at other postal codes there are points too. */
const towns: readonly (readonly [string, string, number, number])[] = [
  ['75001', 'Paris', 48.8626, 2.3363],
  ['75002', 'Paris', 48.8679, 2.3441],
  ['75010', 'Paris', 48.876, 2.3595],
  ['75011', 'Paris', 48.8591, 2.3806],
  ['75018', 'Paris', 48.8925, 2.3444],
  ['69002', 'Lyon', 45.7529, 4.827],
  ['69003', 'Lyon', 45.7537, 4.8689],
  ['13001', 'Marseille', 43.2999, 5.3828],
  ['31000', 'Toulouse', 43.6043, 1.4437],
  ['33000', 'Bordeaux', 44.8378, -0.5792],
  ['35000', 'Rennes', 48.1147, -1.6794],
  ['38000', 'Grenoble', 45.1885, 5.7245],
  ['44000', 'Nantes', 47.2181, -1.5528],
  ['59000', 'Lille', 50.6329, 3.0586],
  ['67000', 'Strasbourg', 48.5839, 7.7455],
  ['06000', 'Nice', 43.7009, 7.2684],
  ['20000', 'Ajaccio', 41.9192, 8.7386],
  ['98000', 'Monaco', 43.7384, 7.4246],
]

const shopHours = (opens: string, closes: string) =>
  days.map((day) => {
    if (day === 'sun') return { day, periods: [] }
    if (day === 'mon') return { day, periods: [{ opens: '14:00', closes }] }
    const noon = [
      { opens, closes: '12:30' },
      { opens: '14:00', closes },
    ]
    return { day, periods: noon }
  })
const always = days.map((day) => ({ day, periods: [{ opens: '00:00', closes: '24:00' }] }))

/** What there is at each postal code: shops, a locker for small parcels, and a shop that has closed. */
const kinds = [
  ['Tabac de la Gare', 'shop', '2 place de la Gare', 20_000, shopHours('07:30', '19:00')],
  ['Épicerie du Marché', 'shop', '14 rue du Marché', 20_000, shopHours('09:00', '20:00')],
  ['Consigne République', 'locker', '1 rue de la République', 10_000, always],
  ['Fleurs & Co', 'shop', '27 avenue Jean Jaurès', 20_000, shopHours('09:30', '18:30')],
  ['Pressing du Centre', 'shop', '5 rue Pasteur', 20_000, shopHours('08:00', '19:00')],
] as const
const closedKind = 4

/** The points of a French postal code, the same ones each time; none where there is no such code. */
export function pointsAt(postalCode: string): Point[] {
  if (!/^(0[1-9]|[1-8]\d|9[0-5]|98)\d{3}$/.test(postalCode)) return []
  const [, city = `Commune ${postalCode}`, latitude, longitude] =
    towns.find(([code]) => code === postalCode) ?? []
  const centre = { latitude: latitude ?? 46.5, longitude: longitude ?? 2.5 }
  return kinds.map(([name, kind, line1, maxWeight, hours], index) => ({
    id: `FR-${postalCode}-${index + 1}`,
    ...{ name, kind, status: index === closedKind ? 'closed' : 'open' },
    address: { line1, postal_code: postalCode, city, country: 'FR' },
    position: {
      latitude: round(centre.latitude + 0.002 * (index - 2)),
      longitude: round(centre.longitude + 0.003 * ((index * 2) % 5) - 0.006),
    },
    max_weight_g: maxWeight,
    ...{ opening_hours: hours, closures: [] },
  }))
}

/** Every point of the towns. */
export const pointsOfTowns = (): Point[] => towns.flatMap(([postalCode]) => pointsAt(postalCode))

const round = (degrees: number) => Math.round(degrees * 1e5) / 1e5

/** Metres between two positions, by the haversine formula. */
export function metresBetween(a: Point['position'], b: Point['position']): number {
  const rad = (degrees: number) => (degrees * Math.PI) / 180
  const lat = Math.sin(rad(b.latitude - a.latitude) / 2)
  const lon = Math.sin(rad(b.longitude - a.longitude) / 2)
  const h = lat ** 2 + Math.cos(rad(a.latitude)) * Math.cos(rad(b.latitude)) * lon ** 2
  return Math.round(2 * 6_371_000 * Math.asin(Math.sqrt(h)))
}
