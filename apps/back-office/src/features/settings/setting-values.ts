import type { SettingsView } from '@comptoir/contracts/admin/schemas'
import { lookUp } from '@comptoir/contracts/look-up'
import { isSame } from '../../ui/form/three-way.ts'
import { kindsOf } from './setting-kinds.ts'

/** The settings of a concern as a form has them: null is the initial value. */
export type SettingValues = Readonly<Record<string, unknown>>

type View = Pick<SettingsView, 'namespace' | 'values' | 'set'>

/** What staff set; the rest has its initial value. */
export function formValues({ namespace, values, set }: View): SettingValues {
  const names = Object.keys(kindsOf(namespace))
  return Object.fromEntries(
    names.map((name) => [name, set.includes(name) ? (lookUp(values, name) ?? null) : null]),
  )
}

/** What a setting that has its initial value counts as; nothing where only the server knows, since staff had set another. */
export const initialOf = ({ values, set }: View, name: string): unknown =>
  set.includes(name) ? undefined : lookUp(values, name)

/** The value that a field shows: what is typed, else the initial one. */
export const shownOf = (view: View, values: SettingValues, name: string): unknown =>
  lookUp(values, name) ?? initialOf(view, name)

/** A typed value; one that says the initial value again is that. */
export function typedValue(view: View, name: string, value: unknown): unknown {
  const initial = initialOf(view, name)
  return initial !== undefined && isSame(initial, value) ? null : value
}

/**
 * The values of the request: what is set of all that is known here, and what was set of settings that only a newer service knows. Lines
 * without a word are left out.
 */
export function setValues(view: View, values: SettingValues): Record<string, unknown> {
  const others = view.set.filter((name) => !(name in kindsOf(view.namespace)))
  const kept = others.map((name) => [name, lookUp(view.values, name)])
  const set = Object.entries(values).filter(([, value]) => value !== null)
  return Object.fromEntries([...kept, ...set.map(([name, value]) => [name, withoutBlanks(value)])])
}

const withoutBlanks = (value: unknown) =>
  Array.isArray(value) ? value.filter((line) => String(line).trim() !== '') : value

/** Whether a change closes the shop: it wants to be said why. */
export const closesShop = ({ namespace, values }: View, next: SettingValues): boolean =>
  namespace === 'maintenance' && next['on'] === true && values['on'] !== true
