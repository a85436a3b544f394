import {
  type SettingsNamespace,
  type SetValues,
  settingsShapes,
} from '@comptoir/contracts/admin/settings'
import { fieldErrorsOf } from '@comptoir/service/problems/problem'
import { refuse } from '@comptoir/service/problems/refusal'

/** The values of a request, checked and trimmed; refuses with the field at fault. */
export function checkedValues(namespace: SettingsNamespace, values: SetValues): SetValues {
  const checked = settingsShapes[namespace].partial().safeParse(values)
  if (checked.success) return checked.data
  const errors = fieldErrorsOf(checked.error.issues).map((error) => ({
    ...error,
    field: `values.${error.field}`,
  }))
  throw refuse('invalid_request', undefined, { errors })
}
