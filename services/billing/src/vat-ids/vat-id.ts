import { vatIdAsWritten } from '@comptoir/contracts/checks/vat-id'
import * as jsvat from 'jsvat'

/** A VAT id with its country as the id writes it: `EL` for Greece, `XI` for Northern Ireland. */
export type VatId = {
  readonly vatId: string
  readonly countryCode: string
  readonly number: string
}

/** What VIES said of a VAT id, and when; the consultation number proves that it was asked. */
export type CheckedVatId = VatId & {
  readonly isValid: boolean
  readonly checkedAt: string
  readonly consultationNumber?: string | undefined
}

const { austria, belgium, bulgaria, croatia, cyprus, czechRepublic, denmark, estonia } = jsvat
const { finland, france, germany, greece, hungary, ireland, italy, latvia, lithuania } = jsvat
const { luxembourg, malta, netherlands, poland, portugal, romania, slovakiaRepublic } = jsvat
const { slovenia, spain, sweden, unitedKingdom } = jsvat
const members = [
  ...[austria, belgium, bulgaria, croatia, cyprus, czechRepublic, denmark, estonia, finland],
  ...[france, germany, greece, hungary, ireland, italy, latvia, lithuania, luxembourg, malta],
  ...[netherlands, poland, portugal, romania, slovakiaRepublic, slovenia, spain, sweden],
]

/**
 * Reads a VAT id as people write it, with spaces, dots or dashes; `undefined` unless it has the form and the check digits of a
 * member state of the EU, or of Northern Ireland, whose ids are British ones that begin with `XI`.
 */
export function readVatId(text: string): VatId | undefined {
  const vatId = vatIdAsWritten(text)
  const isNorthern = vatId.startsWith('XI')
  const toCheck = isNorthern ? vatId.replace(/^XI/, 'GB') : vatId
  const { isValid } = jsvat.checkVAT(toCheck, isNorthern ? [unitedKingdom] : members)
  if (!isValid) return undefined
  return { vatId, countryCode: vatId.slice(0, 2), number: vatId.slice(2) }
}

const hourMs = 3_600_000
/** How long an answer counts before VIES is asked again: a new business may be there an hour later. */
const freshForMs = { valid: 24 * hourMs, invalid: hourMs }
/** How long a good answer counts while VIES does not answer. */
const goodForMs = 30 * 24 * hourMs

const ageOf = ({ checkedAt }: CheckedVatId, now: Date) => now.getTime() - Date.parse(checkedAt)

/** Whether an answer is so new that VIES need not be asked. */
export const isFresh = (known: CheckedVatId, now: Date): boolean =>
  ageOf(known, now) < (known.isValid ? freshForMs.valid : freshForMs.invalid)

/** Whether an answer still counts when VIES cannot be asked: only a good one, for 30 days. */
export const isStillGood = (known: CheckedVatId, now: Date): boolean =>
  known.isValid && ageOf(known, now) < goodForMs

/**
 * Whether staff's word counts while VIES cannot be asked: for 30 days, as a good answer does, and only if VIES has said
 * nothing since.
 */
export const isVouchedFor = (
  approvedAt: string,
  known: CheckedVatId | undefined,
  now: Date,
): boolean =>
  now.getTime() - Date.parse(approvedAt) < goodForMs && !(known && known.checkedAt >= approvedAt)
