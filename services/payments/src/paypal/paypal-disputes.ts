import { z } from 'zod'
import type { DisputeReply } from '../provider/provider.ts'
import { type PayPalClient, PayPalRefusal } from './paypal-client.ts'

const Nothing = z.looseObject({})

/** Answers a dispute; what PayPal refuses of it is a value. */
export function answerDispute(call: PayPalClient, reply: DisputeReply) {
  return send(call, reply).catch(refusalOf)
}

/** Evidence goes as a form with a JSON part, as PayPal has it. */
async function send(call: PayPalClient, reply: DisputeReply): Promise<{ failureCode?: string }> {
  const { disputeRef, kind, text = '', files = [] } = reply
  const path = `/v1/customer/disputes/${encodeURIComponent(disputeRef)}`
  const once = `${kind}:${disputeRef}`
  if (kind === 'accept') {
    const body = { note: 'The shop accepts the claim.' }
    await call(`${path}/accept-claim`, Nothing, { method: 'POST', body, once })
    return {}
  }
  const input = { evidences: [{ evidence_type: 'OTHER', notes: [text, ...files].join('\n') }] }
  const body = new FormData()
  body.set('input', new Blob([JSON.stringify(input)], { type: 'application/json' }))
  await call(`${path}/provide-evidence`, Nothing, { method: 'POST', body, once })
  return {}
}

function refusalOf(error: unknown): { failureCode: string } {
  if (error instanceof PayPalRefusal) return { failureCode: error.issue.toLowerCase() }
  throw error
}
