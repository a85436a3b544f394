import type { PromotionStatus } from '@comptoir/contracts/promotions/promotion'
import type { StatusTone } from '../../ui/status-badge.tsx'

export const promotionTones: Readonly<Record<PromotionStatus, StatusTone>> = {
  ...{ draft: 'calm', scheduled: 'calm', active: 'good' },
  ...{ paused: 'attention', ended: 'ended', archived: 'ended' },
}
