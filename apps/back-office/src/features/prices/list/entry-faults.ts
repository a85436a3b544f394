import { lookUp } from '@comptoir/contracts/look-up'
import type { PriceMessages } from '../../../messages/catalogue/prices.ts'
import { faultOf } from '../../../ui/form/field-faults.ts'
import type { Form } from '../../../ui/form/use-form.ts'
import type { PriceListValues } from './price-list-values.ts'

/** What is wrong with an entry or a tier, in words. */
export function entryFault(
  form: Form<PriceListValues>,
  path: string,
  { faults }: PriceMessages,
): string | undefined {
  const fault = faultOf(form.faults, path)
  return fault && (lookUp(faults, fault.code ?? 'other') ?? faults.other)
}
