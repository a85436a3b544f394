import {
  acceptDispute,
  answerDispute as answerRoute,
  listDisputes,
  readDispute,
} from '@comptoir/contracts/payments/dispute-routes'
import type { DisputeEvidence } from '@comptoir/contracts/payments/schemas'
import type { ServiceApp } from '@comptoir/service/app'
import { currentUser } from '@comptoir/service/auth/auth'
import { refuse } from '@comptoir/service/problems/refusal'
import type { Deps } from '../deps.ts'
import { answerDispute, type DisputeAnswer } from '../disputes/dispute-answer.ts'
import { updateLive } from '../payment/payment-store.ts'
import { toDisputeDetails } from '../payment/payment-view.ts'
import type { Payment } from '../payment/stored-payment.ts'

type DisputeDeps = Pick<Deps, 'payments' | 'settlement' | 'clock' | 'log'>
type Answering = Pick<DisputeAnswer, 'kind' | 'by'> & Partial<DisputeEvidence>

/** Disputes for staff: what is to be answered by when, the answer, giving in. */
export function addDisputeRoutes(app: ServiceApp, deps: DisputeDeps): void {
  const { payments } = deps

  app.openapi(listDisputes, async (c) => {
    const { status, limit, cursor } = c.req.valid('query')
    const order = status === 'open' ? 'asc' : 'desc'
    const page = await payments.list('disputes', status, { limit, cursor, order })
    const items = page.items.flatMap(({ data }) => disputesOf(data))
    return c.json({ ...page, items: items.filter((dispute) => dispute.status === status) }, 200)
  })

  app.openapi(readDispute, async (c) => {
    const { disputeId } = c.req.valid('param')
    const id = await paymentOf(deps, disputeId)
    return c.json(shown((await payments.get(id))?.data, disputeId), 200)
  })

  app.openapi(answerRoute, async (c) => {
    const { disputeId } = c.req.valid('param')
    const evidence = c.req.valid('json')
    const by = currentUser(c).id
    return c.json(await answer(deps, disputeId, { kind: 'evidence', by, ...evidence }), 200)
  })

  app.openapi(acceptDispute, async (c) => {
    const { disputeId } = c.req.valid('param')
    return c.json(await answer(deps, disputeId, { kind: 'accept', by: currentUser(c).id }), 200)
  })
}

/** Written down first, then given to the provider; its silence leaves the answer to the catch-up. */
async function answer(deps: DisputeDeps, disputeId: string, answering: Answering) {
  const { payments, settlement, clock, log } = deps
  const id = await paymentOf(deps, disputeId)
  const now = clock().toISOString()
  const written = await updateLive(payments, id, (payment) =>
    answerDispute(payment, disputeId, { ...answering, now }),
  )
  const given = await settlement.advance(written).catch((error: unknown) => {
    log.warn({ err: error, disputeId }, 'the provider did not take the answer to a dispute')
    return written
  })
  return shown(given.data, disputeId)
}

async function paymentOf({ payments }: DisputeDeps, disputeId: string): Promise<string> {
  const [id] = await payments.ids('dispute', disputeId, { limit: 1 })
  if (id === undefined) throw refuse('not_found')
  return id
}

function disputesOf(payment: Payment) {
  if (payment.status === 'never_created') return []
  return payment.disputes.map((dispute) => toDisputeDetails(payment, dispute))
}

function shown(payment: Payment | undefined, disputeId: string) {
  const dispute = payment && disputesOf(payment).find(({ id }) => id === disputeId)
  if (!dispute) throw refuse('not_found')
  return dispute
}
