import type { Order } from '@comptoir/contracts/orders/view'
import type { OrderTimeline } from '@comptoir/contracts/platform/operations'
import { table } from '../runner/screen/table.ts'

type Line = { readonly at: string; readonly where: string; readonly what: string; note: string }

/** The timeline as text: one line for each thing that happened, in milliseconds since the order was placed. */
export function timelineText(order: Order, timeline: OrderTimeline): string {
  const lines = [...historyLines(order), ...eventLines(timeline), ...sagaLines(timeline)]
  const startMs = Date.parse(order.placedAt)
  const rows = lines
    .sort((a, b) => a.at.localeCompare(b.at))
    .map(({ at, where, what, note }) => [
      at.slice(11, 23),
      sinceText(at, startMs),
      where,
      what,
      note,
    ])
  return [
    `${order.number} ${order.orderId}: ${order.status}, ${order.paymentStatus}, placed ${order.placedAt}`,
    `trace ${tracesOf(timeline).join(', ') || 'unknown'}`,
    ...timeline.sagas.map(({ instanceId, status }) => `workflow ${instanceId}: ${status}`),
    ...(timeline.silent.length > 0 ? [`does not answer: ${timeline.silent.join(', ')}`] : []),
    '',
    table(['time', 'ms', 'where', 'what', 'notes'], rows),
  ].join('\n')
}

/** The traces that the events left in: one, unless somebody acted on the order later, or it was taken up afresh. */
export function tracesOf({ events }: OrderTimeline): string[] {
  return [...new Set(events.flatMap(({ traceparent }) => traceparent?.split('-')[1] ?? []))]
}

const sinceText = (at: string, startMs: number) => String(Date.parse(at) - startMs)

function historyLines({ history }: Order): Line[] {
  return history.map(({ at, type, by, detail }) => ({
    at,
    where: 'order',
    what: type,
    note: [`by ${by}`, detail].filter(Boolean).join(', '),
  }))
}

function eventLines({ events }: OrderTimeline): Line[] {
  return events.map((event) => ({
    at: event.time,
    where: `${event.source} log`,
    what: event.type.split('.').at(-2) ?? event.type,
    note: [
      `at ${event.position}`,
      ...event.handled.map((one) => handledText(one, event.time)),
    ].join(', '),
  }))
}

function handledText({ service, at }: { service: string; at?: string | undefined }, time: string) {
  return at ? `${service} +${Date.parse(at) - Date.parse(time)} ms` : `${service} ?`
}

function sagaLines({ sagas }: OrderTimeline): Line[] {
  return sagas.flatMap(({ instanceId, steps }) =>
    steps.map(({ at, kind, name, tookMs, detail }) => ({
      at,
      where: instanceId.includes('-cancel') ? 'cancel saga' : 'saga',
      what: `${kind} ${name}`,
      note: [tookMs === undefined ? '' : `took ${tookMs} ms`, detail].filter(Boolean).join(', '),
    })),
  )
}
