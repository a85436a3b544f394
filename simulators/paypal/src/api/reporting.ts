import { Hono } from 'hono'
import { toMoney } from '../books/amounts.ts'
import type { Engine } from '../books/engine.ts'
import type { Entry } from '../books/records.ts'

/** PayPal's codes of what moved money. */
const codes: Readonly<Record<Entry['kind'], string>> = {
  charge: 'T0006',
  refund: 'T1107',
  refund_reversal: 'T1108',
  dispute: 'T1201',
  dispute_reversal: 'T1202',
}

/** Transaction search: what moved between two days, with its fee; a page holds up to 500. */
export function createReportingRoutes(engine: Engine): Hono {
  const app = new Hono()
  app.get('/transactions', (c) => {
    const {
      start_date: from = '',
      end_date: to = '',
      page = '1',
      page_size: size = '100',
    } = c.req.query()
    const within = engine.books.entries.filter(
      ({ at }) => at >= Date.parse(from) && at <= Date.parse(to),
    )
    const start = (Number(page) - 1) * Number(size)
    return c.json({
      transaction_details: within.slice(start, start + Number(size)).map(toTransaction),
      total_items: within.length,
      total_pages: Math.ceil(within.length / Number(size)),
      page: Number(page),
    })
  })
  return app
}

function toTransaction({ kind, amount, fee, currency, at, reference, customId }: Entry) {
  const isIn = kind === 'charge' || kind.endsWith('_reversal')
  return {
    transaction_info: {
      ...{ transaction_id: reference, transaction_event_code: codes[kind] },
      transaction_initiation_date: new Date(at).toISOString(),
      transaction_amount: toMoney(isIn ? amount : -amount, currency),
      ...(fee > 0 && { fee_amount: toMoney(-fee, currency) }),
      ...{ transaction_status: 'S', ...(customId && { custom_field: customId }) },
    },
  }
}
