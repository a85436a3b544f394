import { isOnItsWay, type SalesFacts } from './sales-facts.ts'

const dayMs = 86_400_000
/** The page shows 30 days, in any time zone; logs tell again what happened three days ago. */
const shownMs = 40 * dayMs
/**
 * Money may go back for two years after the delivery (legal guarantee of conformity: Code de la consommation, article L. 217-3). Its
 * sale has to be known then: what goes back of no sale is not taken off.
 */
const soldMs = 2 * 365 * dayMs + shownMs

/** From when on no page needs the facts of an order, in milliseconds; undefined while something of it is open. */
export const endOfFacts = (facts: SalesFacts): number | undefined =>
  isOnItsWay(facts) ? undefined : Date.parse(facts.changedAt) + (facts.sale ? soldMs : shownMs)

/** The same of a SKU or a conversation. */
export const endOfItem = ({ isOpen, at }: { isOpen: boolean; at: string }): number | undefined =>
  isOpen ? undefined : Date.parse(at) + shownMs

export const endOfRebuild = ({ endedAt }: { endedAt?: string | undefined }): number | undefined =>
  endedAt === undefined ? undefined : Date.parse(endedAt) + shownMs
