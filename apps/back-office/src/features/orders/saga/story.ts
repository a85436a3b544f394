import type { HistoryEntry } from '@comptoir/contracts/orders/view'
import type { OrderTimeline } from '@comptoir/contracts/platform/operations'

/** How a thing that happened is shown: `undo` takes back what was done before. */
export type Tone = 'done' | 'undo' | 'failure' | 'waiting'

/** One thing that happened to an order. */
export type StoryItem = {
  readonly at: string
  /** In ms after the order was placed. */
  readonly sinceMs: number
  /** The service that did it or said it, or the saga. */
  readonly lane: string
  readonly kind: 'history' | 'event' | 'start' | 'activity' | 'failure' | 'signal' | 'timer' | 'end'
  readonly name: string
  readonly tone: Tone
  readonly tookMs?: number | undefined
  readonly detail?: string | undefined
  /** Of a step that was tried before: which try it is. */
  readonly attempt?: number
  /** Who handled an event, and after how many ms; without a number, nobody knows yet. */
  readonly handled: readonly { readonly service: string; readonly afterMs?: number }[]
}

export type Story = {
  readonly lanes: readonly string[]
  readonly items: readonly StoryItem[]
  /** Services that did not answer: what they know is missing. */
  readonly silent: readonly string[]
  readonly sagas: readonly { readonly instanceId: string; readonly status: string }[]
  readonly traces: readonly string[]
}

type Told = {
  readonly placedAt: string
  readonly history: readonly HistoryEntry[]
}

const takesBack = /releas|refund|void|cancel|credit|compensat|revers|write.?off/i

/**
 * The story of an order: what its history, the logs of all services and its workflows say, in the order of time, with a lane for
 * each who took part.
 */
export function storyOf({ placedAt, history }: Told, timeline: OrderTimeline): Story {
  const start = Date.parse(placedAt)
  const items = [
    ...historyItems(history),
    ...eventItems(timeline),
    ...timeline.sagas.flatMap(sagaItems),
  ]
    .map((item) => ({ ...item, sinceMs: Date.parse(item.at) - start }))
    .sort((a, b) => a.sinceMs - b.sinceMs)
  return {
    lanes: [...new Set(items.map(({ lane }) => lane))].sort(byRank),
    items,
    silent: timeline.silent,
    sagas: timeline.sagas.map(({ instanceId, status }) => ({ instanceId, status })),
    traces: tracesOf(timeline),
  }
}

/** Who asked and who decides stand first. */
const ranks = ['order', 'saga', 'undo', 'orders', 'inventory', 'payments', 'billing', 'shipping']
function byRank(a: string, b: string): number {
  const rank = (lane: string) => (ranks.includes(lane) ? ranks.indexOf(lane) : ranks.length)
  return rank(a) - rank(b) || a.localeCompare(b)
}

type Untimed = Omit<StoryItem, 'sinceMs'>

const toneOf = (name: string): Tone => (takesBack.test(name) ? 'undo' : 'done')

function historyItems(history: readonly HistoryEntry[]): Untimed[] {
  return history.map(({ at, type, by, detail }) => ({
    ...{ at, lane: 'order', kind: 'history', name: type, tone: toneOf(type), handled: [] },
    detail: [by, detail].filter(Boolean).join(' · '),
  }))
}

function eventItems({ events }: OrderTimeline): Untimed[] {
  return events.map(({ time, source, type, handled }) => {
    const name = type.split('.').at(-2) ?? type
    return {
      ...{ at: time, lane: source, kind: 'event', name, tone: toneOf(name) },
      handled: handled.map(({ service, at }) => ({
        service,
        ...(at !== undefined && { afterMs: Date.parse(at) - Date.parse(time) }),
      })),
    }
  })
}

function sagaItems({ instanceId, steps }: OrderTimeline['sagas'][number]): Untimed[] {
  const isUndo = instanceId.includes('-cancel')
  const tries = new Map<string, number>()
  return steps.map(({ at, kind, name, tookMs, detail }) => {
    const isTry = kind === 'activity' || kind === 'failure'
    const attempt = (tries.get(name) ?? 0) + 1
    if (isTry) tries.set(name, attempt)
    const lane = isUndo ? 'undo' : 'saga'
    const tone = toneOfStep(kind, name, isUndo)
    return {
      ...{ at, lane, kind, name, tone, tookMs, detail, handled: [] },
      ...(isTry && attempt > 1 && { attempt }),
    }
  })
}

function toneOfStep(kind: StoryItem['kind'], name: string, isUndo: boolean): Tone {
  if (kind === 'failure') return 'failure'
  if (kind === 'timer' || kind === 'signal') return 'waiting'
  return isUndo || takesBack.test(name) ? 'undo' : 'done'
}

/** The traces that the events left in: one, unless somebody acted on the order later. */
const tracesOf = ({ events }: OrderTimeline): string[] => [
  ...new Set(events.flatMap(({ traceparent }) => traceparent?.split('-')[1] ?? [])),
]
