import type { PromotionStatus } from '@comptoir/contracts/promotions/promotion'
import { given, type ListSearch, oneOf, readListSearch } from '../../../ui/data-list/list-search.ts'
import { promotionTones } from '../promotion-tones.ts'

/** The states that promotions are listed by, in the order in which they come. */
export const promotionStatuses = Object.keys(promotionTones) as PromotionStatus[]

export type PromotionSearch = ListSearch & { readonly status?: PromotionStatus }

/** Reads the address of the list of promotions: what makes no sense is left out. */
export const readPromotionSearch = (search: Readonly<Record<string, unknown>>): PromotionSearch =>
  given({ ...readListSearch(search), status: oneOf(search['status'], promotionStatuses) })
