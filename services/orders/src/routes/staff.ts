import { createHash } from 'node:crypto'
import {
  addOrderNote,
  exportOrders,
  readOrderStaffFacts,
  setOrderTags,
} from '@comptoir/contracts/orders/staff-routes'
import type { ServiceApp } from '@comptoir/service/app'
import { currentUser } from '@comptoir/service/auth/auth'
import { etagOf, ifMatchOf } from '@comptoir/service/http/etag'
import { refuse } from '@comptoir/service/problems/refusal'
import type { Deps } from '../deps.ts'
import type { Order } from '../order/order.ts'
import { csvHead, csvLine } from '../search/orders-csv.ts'
import { findRows } from '../search/staff-search.ts'
import { addNote, setTags, staffFactsOf } from '../staff/staff-facts.ts'

type StaffDeps = Pick<Deps, 'orders' | 'orderRows' | 'clock'>

/** What staff write on orders, and take out of them. Before the routes of one order, whose id would be `export`. */
export function addStaffRoutes(app: ServiceApp, deps: StaffDeps): void {
  const { orders, clock } = deps

  app.openapi(exportOrders, async (c) => {
    const { locale, ...filters } = c.req.valid('query')
    const found = findRows(await deps.orderRows.read(), filters).map(({ id }) => id)
    const name = `orders-${clock().toISOString().slice(0, 10)}.csv`
    const headers = {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${name}"`,
    }
    return c.body(streamOf(csvLines(deps, found, locale)), 200, headers) as never
  })

  app.openapi(readOrderStaffFacts, async (c) => {
    const document = await orders.get(c.req.valid('param').orderId)
    if (!document) throw refuse('not_found', 'there is no such order')
    return c.json(staffFactsOf(document), 200, { etag: etagOf(document.version) })
  })

  app.openapi(addOrderNote, async (c) => {
    const { id: by } = currentUser(c)
    const id = noteIdOf(by, c.req.valid('header')['idempotency-key'])
    const note = { id, by, at: clock().toISOString(), text: c.req.valid('json').text }
    const { orderId } = c.req.valid('param')
    const document = await orders.change(orderId, (order) => addNote(order, note))
    return c.json(staffFactsOf(document), 200, { etag: etagOf(document.version) })
  })

  app.openapi(setOrderTags, async (c) => {
    const { id: by } = currentUser(c)
    const { tags } = c.req.valid('json')
    const at = clock().toISOString()
    const rule = (order: Order) =>
      setTags(order, { id: `tags_${order.staff?.entries.length ?? 0}`, by, at, tags })
    const options = { ifVersion: ifMatchOf(c) }
    const document = await orders.change(c.req.valid('param').orderId, rule, options)
    return c.json(staffFactsOf(document), 200, { etag: etagOf(document.version) })
  })
}

/** Derived from the caller's key: the same request is the same note. */
export const noteIdOf = (by: string, key: string): string =>
  `note_${createHash('sha256').update(`${by}\n${key}`).digest('base64url').slice(0, 22)}`

const atOnce = 200

/** Read by the batch, as the client takes them: a file of any length needs the memory of one. */
async function* csvLines({ orders }: StaffDeps, ids: readonly string[], locale: 'fr' | 'en') {
  yield csvHead(locale)
  for (let n = 0; n < ids.length; n += atOnce) {
    const documents = await orders.getMany(ids.slice(n, n + atOnce))
    yield documents.map(({ data }) => csvLine(data, locale)).join('')
  }
}

function streamOf(texts: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  return new ReadableStream({
    async pull(controller) {
      const { value, done } = await texts.next()
      if (done) controller.close()
      else if (value !== '') controller.enqueue(encoder.encode(value))
    },
    async cancel() {
      await texts.return(undefined)
    },
  })
}
