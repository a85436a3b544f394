import type Stripe from 'stripe'
import type { DisputeReply } from '../provider/provider.ts'

/** Stripe takes evidence once; a file is one that was uploaded there, other references go with the text. */
export async function answerDispute(
  stripe: Stripe,
  reply: DisputeReply,
): Promise<{ failureCode?: string }> {
  const { disputeRef, kind, text = '', files = [] } = reply
  const once = { idempotencyKey: `${kind}:${disputeRef}` }
  if (kind === 'accept') {
    await stripe.disputes.close(disputeRef, {}, once)
    return {}
  }
  const [uploaded] = files.filter((file) => file.startsWith('file_'))
  const others = files.filter((file) => file !== uploaded)
  const evidence = {
    uncategorized_text: [text, ...others].join('\n'),
    ...(uploaded && { uncategorized_file: uploaded }),
  }
  await stripe.disputes.update(disputeRef, { evidence, submit: true }, once)
  return {}
}
