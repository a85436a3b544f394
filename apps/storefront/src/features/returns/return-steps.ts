import type { Return, ReturnStatus } from '@comptoir/contracts/orders/return-schemas'

/** The stations of a return, in their order; the last three are of one that came to nothing. */
export type ReturnStepKey =
  | 'requested'
  | 'approved'
  | 'in_transit'
  | 'received'
  | 'inspected'
  | 'refunded'
  | 'exchanged'
  | 'refused'
  | 'cancelled'
  | 'expired'

export type ReturnStep = {
  readonly key: ReturnStepKey
  readonly state: 'done' | 'current' | 'todo' | 'undone'
  readonly at?: string | undefined
}

type Seen = Pick<Return, 'status' | 'statusSince' | 'history' | 'lines' | 'refund' | 'exchange'>

const way = ['requested', 'approved', 'in_transit', 'received', 'inspected'] as const
const ends = ['refused', 'cancelled', 'expired'] as const
type End = (typeof ends)[number]

const isEnd = (status: ReturnStatus): status is End => ends.some((end) => end === status)

/** Whether anything of it is still to come. */
export const isReturnOpen = ({ status }: Pick<Return, 'status'>): boolean =>
  status !== 'closed' && !isEnd(status)

/** How far a return is: by its way back to the shop, then what its customer gets for it. */
export function returnStepsOf(ret: Seen): ReturnStep[] {
  const stations = [...way.map((key) => [key, firstOf(ret, key)] as const), ...settledOf(ret)]
  const { status, statusSince } = ret
  if (isEnd(status)) {
    const done = stations.flatMap(([key, at]): ReturnStep[] =>
      at === undefined ? [] : [{ key, state: 'done', at }],
    )
    return [...done, { key: status, state: 'undone', at: statusSince }]
  }
  const last = stations.findLastIndex(([, at]) => at !== undefined)
  return stations.map(([key, at], index): ReturnStep => {
    // a parcel that came unannounced was on its way, too
    if (index <= last) return { key, state: 'done', at }
    return { key, state: index === last + 1 ? 'current' : 'todo' }
  })
}

/** The last station that a return has come to. */
export const reachedStepOf = (ret: Seen): ReturnStepKey =>
  returnStepsOf(ret).findLast(({ state }) => state === 'done' || state === 'undone')?.key ??
  'requested'

const firstOf = ({ history }: Seen, key: string) => history.find(({ type }) => type === key)?.at

/** Other goods instead of the money, where that is what was wanted and was not refused. */
function settledOf(ret: Seen): (readonly [ReturnStepKey, string | undefined])[] {
  const { refund, exchange, lines, status, statusSince } = ret
  const closedAt = status === 'closed' ? statusSince : undefined
  const isExchanged = exchange?.status !== 'refused' && lines.some((line) => line.exchange)
  const refundedAt = refund?.status === 'succeeded' ? refund.at : undefined
  if (!isExchanged) return [['refunded', refundedAt ?? closedAt]]
  return [['exchanged', exchange?.status === 'sent' ? exchange.at : closedAt]]
}
