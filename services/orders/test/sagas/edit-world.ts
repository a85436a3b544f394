import { replaceInvoice } from '@comptoir/contracts/billing/routes'
import { amendReservation } from '@comptoir/contracts/inventory/internal-routes'
import {
  cancelPayment,
  readPayment,
  refundEdit,
  requestFurtherPayment,
} from '@comptoir/contracts/payments/internal-routes'
import type { PaymentStatus } from '@comptoir/contracts/payments/schemas'
import { amendShipment } from '@comptoir/contracts/shipping/routes'
import { fixedSettings } from '@comptoir/dapr/test/fixed-settings'
import type { AnyActivity } from '@comptoir/dapr/workflow/workflow'
import { addPreview, confirmEdit, contentOf } from '../../src/edits/edit.ts'
import { createEditActivities } from '../../src/edits/edit-activities.ts'
import { editSaga } from '../../src/edits/edit-saga.ts'
import { createActivities } from '../../src/saga/activities/activities.ts'
import { anOrder, at, eur } from '../samples.ts'
import { answer, clientTwin } from '../twins/client-twin.ts'
import { driveSaga, type SagaRun } from './saga-driver.ts'
import { createSagaWorld, startMs } from './saga-world.ts'

type Lines = readonly { sku: string; quantity: number }[]

/** What the other services hold of order `ord_1`, which has two mugs and is paid. */
function createBooks() {
  return {
    stock: { left: 3, mugs: 2, amendment: 0 },
    money: { extra: 'unknown' as PaymentStatus, extraAmount: 0, given: new Map<string, number>() },
    /** `silent`: so many calls that do their work and never answer. */
    shipment: { mugs: 2, amendment: 0, hasLeft: false, silent: 0 },
    papers: ['inv_1'],
    /** What paying the difference comes to. */
    pays: 'succeeded' as PaymentStatus,
  }
}
type Books = ReturnType<typeof createBooks>

const mugsOf = (lines: Lines) => lines.reduce((sum, { quantity }) => sum + quantity, 0)
const givenOf = ({ money }: Books) => [...money.given.values()].reduce((sum, n) => sum + n, 0)
const capturedOf = ({ money }: Books) =>
  2890 + (['succeeded', 'refunded'].includes(money.extra) ? money.extraAmount : 0)

/** All that an edit has to keep in step, in one line. */
export const standing = (books: Books) => ({
  mugs: [books.stock.mugs, books.shipment.mugs],
  left: books.stock.left,
  held: capturedOf(books) - givenOf(books),
  papers: books.papers.length,
})

function twins(books: Books, calls: { calls: string[]; away: Set<string> }) {
  const { stock, money, shipment } = books
  let version = 1
  const outcome = (paymentIntentId: string, status: PaymentStatus) => ({
    ...{ paymentIntentId, status, version: ++version },
    sums: {
      captured: eur(capturedOf(books)),
      refundedTotal: eur(givenOf(books)),
      ...{ pendingTotal: eur(0), disputedTotal: eur(0), owedTotal: eur(0) },
    },
  })
  const inventory = clientTwin('inventory', calls, [
    answer(amendReservation, ({ params, body: { lines } }) => {
      const number = Number(params.number)
      const known = { reservationId: 'res_1', status: 'committed' as const }
      const applied = {
        ...known,
        amendment: { number: stock.amendment, status: 'applied' as const },
      }
      if (number <= stock.amendment) return applied
      const more = mugsOf(lines) - stock.mugs
      if (more > stock.left) return { ...known, amendment: { number, status: 'refused' as const } }
      Object.assign(stock, { amendment: number, mugs: mugsOf(lines), left: stock.left - more })
      return { ...known, amendment: { number, status: 'applied' as const } }
    }),
  ])
  const payments = clientTwin('payments', calls, [
    answer(requestFurtherPayment, ({ params, body }) => {
      if (money.extra === 'unknown')
        Object.assign(money, { extra: books.pays, extraAmount: body.amount.amount })
      return outcome(`pi_1_${params.purpose}`, money.extra)
    }),
    answer(readPayment, ({ params }) => outcome(params.paymentIntentId, money.extra)),
    answer(refundEdit, ({ params, body }) => {
      money.given.set(params.refundId, body.amount.amount)
      return outcome('pi_1', 'partially_refunded')
    }),
    answer(cancelPayment, ({ params, body }) => {
      if (money.extra === 'succeeded') {
        money.given.set(body.refundId, money.extraAmount)
        money.extra = 'refunded'
      }
      if (money.extra !== 'refunded') money.extra = 'cancelled'
      return outcome(params.paymentIntentId, money.extra)
    }),
  ])
  const billing = clientTwin('billing', calls, [
    answer(replaceInvoice, ({ params: { invoiceId } }) => {
      if (!books.papers.includes(invoiceId)) books.papers.push(invoiceId)
      return { invoiceId, status: 'finalised' as const, number: 'FA-2026-000002' }
    }),
  ])
  const shipping = clientTwin('shipping', calls, [
    answer(amendShipment, ({ params, body }) => {
      const number = Number(params.number)
      if (!shipment.hasLeft && number > shipment.amendment)
        Object.assign(shipment, { amendment: number, mugs: mugsOf(body.lines) })
      if (shipment.silent-- > 0) throw new Error('no answer')
      const { amendment } = shipment
      return { shipmentId: 'shp_1', status: 'pending' as const, amendment }
    }),
  ])
  return { inventory, payments, billing, shipping }
}

/** An order of two mugs in preparation, with an edit that is confirmed: to so many mugs. */
export async function createEditWorld(mugs: number) {
  const paid = { paymentIntentId: 'pi_1', status: 'paid' as const, attempt: 1, paidAt: at }
  const world = await createSagaWorld({ status: 'processing', payment: paid })
  const books = createBooks()
  const order = anOrder({ status: 'processing', payment: paid })
  const difference = eur(1200 * (mugs - 2))
  await world.rule((current) => {
    const content = contentOf(order)
    const [line] = content.lines
    const grandTotal = eur(content.totals.grandTotal.amount + difference.amount)
    const lines = line ? [{ ...line, quantity: mugs }] : []
    const edited = { ...content, lines, totals: { ...content.totals, grandTotal } }
    const changes = { lines: [{ sku: 'MUG', quantity: mugs }] }
    return addPreview(current, { content: edited, difference, changes, by: 'customer', at })
  })
  const paymentMethod = { provider: 'stripe' as const, token: 'pm_card_visa' }
  await world.rule((current) =>
    confirmEdit(current, 'ed_1_1', { at, by: 'customer', paymentMethod }),
  )
  const { orders, listeners, live, shop } = world
  const deps = {
    ...{ ...shop, ...twins(books, shop), orders, listeners, live },
    ...{ settings: fixedSettings(), activityWaitMs: 0, clock: () => new Date(at) },
  }
  const activities: Record<string, AnyActivity> = {
    ...createActivities({ ...deps, ...twinsForCancel(shop) }),
    ...createEditActivities(deps),
  }
  const input = { orderId: 'ord_1', editId: 'ed_1_1', dueMs: startMs + 1_800_000 }
  const drive = (whileWaiting: (run: SagaRun) => Promise<void> | void = () => undefined) =>
    driveSaga(editSaga, input, { activities, startMs, whileWaiting, mostSteps: 200 })
  return { ...world, books, activities, drive }
}

/** A cancel that follows uses the other services as they are. */
const twinsForCancel = ({ inventory, payments, billing, shipping }: CancelClients) => ({
  ...{ inventory, payments, billing, shipping },
})
type CancelClients = Awaited<ReturnType<typeof createSagaWorld>>['shop']
