import type { DraftOverview, OrderDraft } from '@comptoir/contracts/orders/by-staff/draft-schemas'
import type { Document } from '@comptoir/dapr/documents/documents'
import { quoteDraft } from './quote-draft.ts'
import type { Draft, DraftFacts } from './stored-draft.ts'

/** A draft as staff see it, with what it comes to now. */
export async function draftView(
  deps: Parameters<typeof quoteDraft>[0],
  { data, version }: Document<Draft>,
): Promise<OrderDraft> {
  const { agreement, ...facts } = factsOf(data)
  const { by: agreedBy, ...agreed } = agreement ?? { by: undefined }
  return {
    ...facts,
    ...(agreement && { agreement: { ...agreed, reason: agreement.reason }, agreedBy }),
    ...(await quoteDraft(deps, data)),
    version,
  }
}

function factsOf(draft: Draft): DraftFacts {
  const { status: _status, ...facts } = draft
  if (!('order' in facts)) return facts
  const { order: _order, placingSince: _since, ...rest } = facts
  return rest
}

/** What a draft is made of, without what it comes to now. */
export const draftFacts = ({ data }: Document<Draft>): DraftFacts => factsOf(data)

export function draftOverview({ data }: Document<Draft>): DraftOverview {
  const { draftId, customer, createdBy, createdAt, updatedBy, updatedAt, lines } = data
  const itemCount = lines.reduce((count, { quantity }) => count + quantity, 0)
  return { draftId, customer, createdBy, createdAt, updatedBy, updatedAt, itemCount }
}
