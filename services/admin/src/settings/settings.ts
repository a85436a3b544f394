import { SettingsChanged } from '@comptoir/contracts/admin/events'
import type { SettingsChange } from '@comptoir/contracts/admin/schemas'
import {
  type Settings,
  type SettingsNamespace,
  type SetValues,
  settingsWith,
} from '@comptoir/contracts/admin/settings'
import { type NewEvent, newEvent } from '@comptoir/contracts/event'

/** What is set of a concern, and who set it: its last changes, the newest last. */
export type SettingsDocument = {
  readonly values: SetValues
  readonly history: readonly SettingsChange[]
}

export type Wanted = {
  readonly namespace: SettingsNamespace
  readonly values: SetValues
  readonly by: string
  readonly at: string
  readonly reason?: string | undefined
}

/** The audit log has them all. */
const changesKept = 200

/** Sets what is wanted, and tells every service; nothing when it is so already. */
export function changeSettings(
  document: SettingsDocument | undefined,
  version: number,
  { namespace, values, by, at, reason }: Wanted,
): { next: SettingsDocument; events: NewEvent[] } | undefined {
  const { values: before, history } = document ?? { values: {}, history: [] }
  if (textOf(before) === textOf(values)) return undefined
  const next = version + 1
  const change = { version: next, by, at, ...(reason && { reason }), before, after: values }
  return {
    next: { values, history: [...history, change].slice(-changesKept) },
    events: [newEvent(SettingsChanged, { namespace, version: next, values })],
  }
}

/** All values of a concern: those that are set, over the initial ones. */
export const valuesOf = <N extends SettingsNamespace>(
  namespace: N,
  initial: Settings,
  document: SettingsDocument | undefined,
): Settings[N] => settingsWith(namespace, initial[namespace], document?.values ?? {})

const textOf = (values: SetValues) =>
  JSON.stringify(Object.entries(values).toSorted(([one], [other]) => (one < other ? -1 : 1)))
