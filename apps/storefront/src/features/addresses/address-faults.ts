import type { Problem } from '@comptoir/site/call'
import type { addressMessages } from '../../messages/address.ts'
import {
  type AddressField,
  type AddressForm,
  missingFields,
} from '../../ui/address/address-form.ts'

/** What is wrong, by the id of the field: `address.city`. */
export type Faults = Readonly<Record<string, string>>
type Texts = ReturnType<typeof addressMessages>

/** What keeps an address from being saved. */
export const faultsIn = (form: AddressForm, m: Texts): Faults =>
  Object.fromEntries(missingFields(form).map((field) => [`address.${field}`, m.required]))

/** What the shop refuses of it: of a spelling in Latin letters, the field that is spelled so. */
export const faultsOfRefusal = ({ errors = [] }: Problem, m: Texts): Faults =>
  Object.fromEntries(
    errors.map(({ field, code = '' }) => [
      `address.${field.replace(/^latin\./, '')}`,
      m.faults[code] ?? m.wrong,
    ]),
  )

/** What is wrong, for a summary, by what fields are called. */
export const listOf = (faults: Faults, m: Texts) =>
  Object.entries(faults).map(([field, text]) => {
    const name = field.slice('address.'.length)
    return { field, text, label: m.fields[name as AddressField] ?? name }
  })
