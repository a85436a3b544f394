import type { Money } from '@comptoir/contracts/common'
import type { FieldError } from '@comptoir/contracts/problem'
import type { PromotionInput } from '@comptoir/contracts/promotions/promotion'
import type {
  Benefit,
  LineSelection,
  PromotionWindow,
} from '@comptoir/contracts/promotions/schemas'
import { refuse } from '@comptoir/service/problems/refusal'

/** Refuses a promotion whose fields contradict each other with invalid_request, each field at fault named. */
export function checkContent(content: PromotionInput): void {
  const errors = [
    ...activationErrors(content),
    ...windowErrors(content.window),
    ...currencyErrors(content),
    ...tierErrors(content.benefit),
    ...listErrors(content),
  ]
  if (errors.length === 0) return
  const detail = errors.map(({ field, message }) => `${field}: ${message}`).join('; ')
  throw refuse('invalid_request', detail, { errors })
}

const fault = (field: string, code: string, message: string): FieldError => ({
  ...{ field, code, message },
})

function activationErrors({ activation, code }: PromotionInput): FieldError[] {
  if (activation === 'code' || code === undefined) return []
  return [fault('code', 'not_for_automatic', 'an automatic promotion applies without a code')]
}

function windowErrors({ startsAt, endsAt }: PromotionWindow): FieldError[] {
  if (startsAt === undefined || endsAt === undefined) return []
  if (Date.parse(startsAt) < Date.parse(endsAt)) return []
  return [fault('window.endsAt', 'not_after_start', 'it must be later than startsAt')]
}

/** All amounts of a promotion are in one currency: it compares them with the lines of one cart. */
function currencyErrors({ benefit, criteria, limits }: PromotionInput): FieldError[] {
  const amounts: [string, Money | undefined][] = [
    ['benefit.amount', 'amount' in benefit ? benefit.amount : undefined],
    ['benefit.price', 'price' in benefit ? benefit.price : undefined],
    ['criteria.minimumSubtotal', criteria.minimumSubtotal],
    ['limits.budget', limits.budget],
  ]
  const given = amounts.flatMap(([field, money]) => (money ? [{ field, ...money }] : []))
  const [first] = given
  return given
    .filter(({ currency }) => currency !== first?.currency)
    .map(({ field, currency }) =>
      fault(
        `${field}.currency`,
        'other_currency',
        `${currency} is not ${first?.currency}, the currency of ${first?.field}`,
      ),
    )
}

function tierErrors(benefit: Benefit): FieldError[] {
  if (benefit.kind !== 'tiers') return []
  return benefit.tiers.flatMap(({ quantity }, n) => {
    const before = benefit.tiers[n - 1]
    if (!before || quantity > before.quantity) return []
    return [fault(`benefit.tiers.${n}.quantity`, 'not_ascending', 'it must exceed the tier before')]
  })
}

/** A list without a name would fit nothing: a criterion that is not meant is left out. */
function listErrors({ benefit, criteria }: PromotionInput): FieldError[] {
  const lists: Record<string, readonly string[] | undefined> = {
    'criteria.customerStatuses': criteria.customerStatuses,
    'criteria.customerTags': criteria.customerTags,
    'criteria.countryCodes': criteria.countryCodes,
    'criteria.paymentMethods': criteria.paymentMethods,
    ...selectionLists(benefit),
  }
  return Object.entries(lists)
    .filter(([, list]) => list?.length === 0)
    .map(([field]) => fault(field, 'empty_list', 'leave it out, or name one'))
}

function selectionLists(benefit: Benefit): Record<string, readonly string[] | undefined> {
  const [path, selection] = selectionOf(benefit)
  const lists = Object.entries(selection ?? {})
  return Object.fromEntries(lists.map(([name, list]) => [`${path}.${name}`, list]))
}

function selectionOf(benefit: Benefit): [string, LineSelection | undefined] {
  if ('lines' in benefit) return ['benefit.lines', benefit.lines]
  if ('target' in benefit && benefit.target.kind === 'lines') {
    return ['benefit.target.lines', benefit.target.lines]
  }
  return ['', undefined]
}
