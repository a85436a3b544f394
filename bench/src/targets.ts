import { concurrencies, type Result, rowOf, shareOfBareRoute, totalMb } from './result.ts'

export type Target = {
  readonly what: string
  readonly wanted: string
  readonly got: string
  readonly isMet: boolean | undefined
}

/** Where a run stands beside what the platform wants to reach. */
export function targetsOf(result: Result): Target[] {
  const saga =
    (rowOf(result, 'order of a ready cart', 32)?.perSecond ?? Number.NaN) /
    (rowOf(result, 'limit: empty', 32)?.perSecond ?? Number.NaN)
  return [
    share('list, direct: of the bare route, per core', shareAt8(result, 'list, direct'), 0.7),
    share('list, gateway: of the bare route, per core', shareAt8(result, 'list, gateway'), 0.5),
    least('cart lines a second, the best of 1, 8 and 32 at once', best(result, 'cart line'), 360),
    least('checkouts a second, the best of 1, 8 and 32 at once', best(result, 'checkout'), 21.3),
    most('CPU of a checkout at 8 at once', rowOf(result, 'checkout', 8)?.cpuMs, [120, 'ms']),
    most('placed → confirmed, p50, one at a time', rowOf(result, 'placed', 1)?.p50, [150, 'ms']),
    share('orders a second at 32 at once, of the empty workflow’s', saga, 0.4),
    most('memory of all processes (PSS)', totalMb(result.memory), [2_500, 'MB']),
    most('warm start', result.startSeconds, [30, 's']),
  ]
}

const shareAt8 = (result: Result, name: string) => shareOfBareRoute(result, name, 8)

function best(result: Result, name: string): number {
  return Math.max(...concurrencies.map((at) => rowOf(result, name, at)?.perSecond ?? 0))
}

const percent = (part: number) => `${Math.round(part * 100)} %`

function share(what: string, part: number, wanted: number): Target {
  const isMet = Number.isNaN(part) ? undefined : part >= wanted
  return {
    what,
    wanted: `≥ ${percent(wanted)}`,
    got: isMet === undefined ? '–' : percent(part),
    isMet,
  }
}

function least(what: string, value: number, wanted: number): Target {
  return { what, wanted: `≥ ${wanted}`, got: String(value), isMet: value >= wanted }
}

function most(what: string, value: number | undefined, [wanted, unit]: [number, string]): Target {
  const got = value === undefined ? 'not measured' : `${Math.round(value * 10) / 10} ${unit}`
  const isMet = value === undefined ? undefined : value < wanted
  return { what, wanted: `< ${wanted} ${unit}`, got, isMet }
}
