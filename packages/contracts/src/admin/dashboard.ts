import { z } from '@hono/zod-openapi'
import { CursorQuery, IdempotencyHeader, Instant, jsonAnswer, Money, pageOf } from '../common.ts'
import { eventStreamAnswer } from '../event-stream.ts'
import { forStaff } from '../operation.ts'
import { oneOf, schema } from '../schema.ts'

const Day = z.iso.date().openapi({ description: 'A day of the shop, in its time zone' })
const list = z.string().describe('What explains the figure: each thing that it counts.')

/** How many, and the list of them. */
export const CountFigure = schema('CountFigure', { value: z.int(), list })
/** Amounts with and without VAT, and the list of what moved them. */
export const RevenueFigure = schema('RevenueFigure', { gross: Money, net: Money, list })

/** What was sold in some days; amounts are for those who may see revenue. */
export const SalesFigures = schema('SalesFigures', {
  from: Day,
  to: Day,
  /** Orders that were confirmed: paid, or their money held. */
  orders: CountFigure,
  /**
   * Of orders as they were confirmed and edits, less refunds on the day on which the money went back, less held money on the day on
   * which it was let go; what is paid for that afterwards counts again.
   */
  revenue: RevenueFigure.optional(),
  /** What orders came to as they were confirmed, VAT included, by order. */
  averageBasket: z.object({ value: Money, list }).optional(),
  /** Attempts to pay that a provider refused. */
  refusedPayments: CountFigure,
})
export type SalesFigures = z.infer<typeof SalesFigures>

export const DayFigures = schema('DayFigures', {
  day: Day,
  orders: z.int(),
  gross: Money.optional(),
  net: Money.optional(),
  refusedPayments: z.int(),
})
export type DayFigures = z.infer<typeof DayFigures>

/** Live figures of the shop, from the events of every service. */
export const Dashboard = schema('Dashboard', {
  at: Instant,
  timeZone: z.string(),
  today: SalesFigures,
  /** Today and the 29 days before it. */
  last30Days: SalesFigures,
  /** The same day by day, oldest first. */
  days: z.array(DayFigures),
  now: z.object({
    /** Confirmed orders of which something has not left yet. */
    toPrepare: CountFigure,
    /** Orders that have not arrived, though the day that was promised is over. */
    late: CountFigure,
    /** SKUs that are low, out of stock or oversold; those that somebody looks after are among them. */
    stockAlerts: CountFigure,
    /** Conversations that have not ended. */
    openChats: CountFigure,
  }),
})
export type Dashboard = z.infer<typeof Dashboard>

export const DashboardFigure = oneOf('DashboardFigure', [
  ...(['orders', 'revenue', 'average-basket', 'refused-payments'] as const),
  ...(['to-prepare', 'late', 'stock-alerts', 'open-chats'] as const),
])
export type DashboardFigure = z.infer<typeof DashboardFigure>

export const DashboardPeriod = oneOf('DashboardPeriod', ['today', 'last30Days'])
export type DashboardPeriod = z.infer<typeof DashboardPeriod>

/** One thing that a figure counts, or one movement of it. */
export const DashboardItem = schema('DashboardItem', {
  kind: z.enum([
    'sale',
    'edit',
    'refund',
    'refund_failed',
    'void',
    'due',
    'refusal',
    'order',
    'sku',
    'chat',
  ]),
  /** Id of the order or conversation, or the SKU. */
  id: z.string(),
  /** Where the API shows it. */
  path: z.string(),
  at: Instant,
  /** What it adds to the figure; below zero, what it takes off. */
  gross: Money.optional(),
  net: Money.optional(),
})
export type DashboardItem = z.infer<typeof DashboardItem>

/** Live figures: today and the last 30 days, and what is to be done now. */
export const readDashboard = forStaff('GetDashboard', 'GET /api/dashboard', {
  responses: { 200: jsonAnswer(Dashboard, 'The figures of now') },
  problems: ['dependency_unavailable'],
})

const example: Dashboard = exampleOf()

/** The figures whenever they changed, as `figures`; looked at every two seconds. */
export const streamDashboard = forStaff('StreamDashboard', 'GET /api/dashboard/events', {
  request: { headers: z.object({ 'last-event-id': z.string().max(120).optional() }) },
  responses: {
    200: eventStreamAnswer({
      description: 'The figures of now, and again whenever one of them is another',
      type: 'figures',
      data: { $ref: '#/components/schemas/Dashboard' },
      example: new Map([[example.at, example]]),
    }),
  },
  problems: ['invalid_request'],
})

/** What a figure counts: newest first, of today or of the last 30 days where it is of a time. */
export const listFigure = forStaff('ListDashboardItems', 'GET /api/dashboard/figures/{figure}', {
  request: {
    params: z.object({ figure: DashboardFigure }),
    query: CursorQuery.extend({ period: DashboardPeriod.default('today') }),
  },
  responses: { 200: jsonAnswer(pageOf(DashboardItem), 'What the figure is made of') },
  problems: ['invalid_request', 'forbidden'],
})

/** Reads the event logs from their beginning again, for what the figures have missed. */
export const DashboardRebuild = schema('DashboardRebuild', {
  rebuildId: z.string(),
  status: z.enum(['running', 'done']),
  /** Events of the logs that were read, and of them those that the figures are made of. */
  read: z.int(),
  taken: z.int(),
  /** Events that cannot be read any more, with the reason of the last one. */
  unreadable: z.int(),
  lastReason: z.string().optional(),
  /** Logs that were full and had dropped their oldest events: what happened in a service before that time was not read again. */
  cutLogs: z.array(z.object({ service: z.string(), before: Instant })).optional(),
  createdBy: z.string(),
  createdAt: Instant,
  endedAt: Instant.optional(),
})
export type DashboardRebuild = z.infer<typeof DashboardRebuild>

/** Begins it, once per key: it runs in the background, and goes on where it was after a crash. */
export const rebuildDashboard = forStaff('CreateDashboardRebuild', 'POST /api/dashboard/rebuilds', {
  request: { headers: IdempotencyHeader },
  responses: { 202: jsonAnswer(DashboardRebuild, 'The rebuild') },
  problems: ['invalid_request'],
})

export const readRebuild = forStaff(
  'GetDashboardRebuild',
  'GET /api/dashboard/rebuilds/{rebuildId}',
  {
    request: { params: z.object({ rebuildId: z.string().max(80) }) },
    responses: { 200: jsonAnswer(DashboardRebuild, 'How far it is') },
    problems: ['not_found'],
  },
)

function exampleOf(): Dashboard {
  const euros = (amount: number) => ({ amount, currency: 'EUR' })
  const at = (figure: DashboardFigure, period: DashboardPeriod) =>
    `/api/dashboard/figures/${figure}?period=${period}`
  const sold = (period: DashboardPeriod, from: string): SalesFigures => ({
    ...{ from, to: '2026-11-30', orders: { value: 3, list: at('orders', period) } },
    revenue: { gross: euros(12_000), net: euros(10_000), list: at('revenue', period) },
    averageBasket: { value: euros(4_000), list: at('average-basket', period) },
    refusedPayments: { value: 1, list: at('refused-payments', period) },
  })
  const now = (figure: DashboardFigure, value: number) => ({
    value,
    list: `/api/dashboard/figures/${figure}`,
  })
  return {
    ...{ at: '2026-11-30T10:00:00.000Z', timeZone: 'Europe/Paris' },
    ...{ today: sold('today', '2026-11-30'), last30Days: sold('last30Days', '2026-11-01') },
    days: [
      {
        ...{ day: '2026-11-30', orders: 3, gross: euros(12_000), net: euros(10_000) },
        refusedPayments: 1,
      },
    ],
    now: {
      toPrepare: now('to-prepare', 2),
      late: now('late', 0),
      stockAlerts: now('stock-alerts', 1),
      openChats: now('open-chats', 1),
    },
  }
}
