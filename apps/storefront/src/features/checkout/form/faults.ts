import type { FieldFault } from '@comptoir/site/call'
import type { CheckoutMessages } from '../../../messages/checkout.ts'
import type { AddressField } from '../../../ui/address/address-form.ts'
import type { Faults } from './checkout-form.ts'

/** What to say of fields that are missing. */
export function faultsOfMissing(missing: readonly string[], m: CheckoutMessages): Faults {
  const texts: Readonly<Record<string, string>> = {
    ...{ shippingOptionId: m.chooseDelivery, pickupPointId: m.choosePoint },
    ...{ paymentMethod: m.choosePayment, acceptTerms: m.termsMissing },
  }
  return Object.fromEntries(missing.map((field) => [field, texts[field] ?? m.required]))
}

/** What to say of fields that the shop refuses, by the code of each. */
export function faultsOfRefusal(errors: readonly FieldFault[], m: CheckoutMessages): Faults {
  return Object.fromEntries(
    errors.map(({ field, code = '' }) => [field, m.faults[code] ?? m.wrong]),
  )
}

/** Fields that are not right, by what they are called on the page. */
export const listOf = (faults: Faults, m: CheckoutMessages) =>
  Object.entries(faults).map(([field, text]) => ({ field, text, label: labelOf(field, m) }))

function labelOf(field: string, m: CheckoutMessages): string {
  const [, name] = /^(?:shippingAddress|billingAddress)\.(?:latin\.)?(\w+)$/.exec(field) ?? []
  if (name && name in m.address) return m.address[name as AddressField]
  const labels: Readonly<Record<string, string>> = {
    ...{ email: m.email, shippingOptionId: m.steps.how, pickupPointId: m.points },
    ...{ paymentMethod: m.steps.pay, acceptTerms: m.terms },
  }
  return labels[field] ?? field
}
