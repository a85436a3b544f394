import type { ReturnStatus } from '@comptoir/contracts/orders/return-schemas'
import { returnsEn, returnsFr } from '../../messages/logistics/returns.ts'
import { useWords } from '../../office.tsx'
import type { StatusTone } from '../../ui/status-badge.tsx'

const words = { fr: returnsFr, en: returnsEn }

/** What the pages of returns say: loaded with them. */
export const useReturnTexts = () => useWords(words)

/** What a state asks of the staff. */
export const returnTones: Readonly<Record<ReturnStatus, StatusTone>> = {
  requested: 'attention',
  approved: 'calm',
  in_transit: 'calm',
  received: 'attention',
  inspected: 'calm',
  refunded: 'good',
  closed: 'ended',
  refused: 'ended',
  cancelled: 'ended',
  expired: 'ended',
}
