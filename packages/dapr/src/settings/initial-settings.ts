import {
  defaultSettings,
  type Settings,
  type SettingsNamespace,
  settingsNamespaces,
  settingsShapes,
  settingVariable,
} from '@comptoir/contracts/admin/settings'
import { lookUp } from '@comptoir/contracts/look-up'
import { stopProcess } from '@comptoir/service/config'

type Env = Readonly<Record<string, string | undefined>>
type Fault = string

/**
 * What settings start from: the environment (`RETURN_WINDOW_DAYS`), else the defaults. What staff set counts over both. A variable
 * that its schema refuses ends the process, as other faults of the environment do.
 */
export function initialSettings(
  env: Env = process.env,
  stop: (lines: string[]) => never = stopProcess,
): Settings {
  const faults: Fault[] = []
  const entries = settingsNamespaces.map((namespace) => [
    namespace,
    initialOf(namespace, env, faults),
  ])
  if (faults.length > 0) return stop(faults)
  return Object.fromEntries(entries) as Settings
}

function initialOf(namespace: SettingsNamespace, env: Env, faults: Fault[]): object {
  const shape: Readonly<Record<string, Checked>> = settingsShapes[namespace].shape
  const defaults = Object.entries(defaultSettings[namespace])
  const entries = defaults.map(([key, usual]) => {
    const variable = settingVariable(namespace, key)
    const given = lookUp(env, variable)
    if (given === undefined || given === '') return [key, usual]
    const value = lookUp(shape, key)?.safeParse(readAs(usual, given))
    if (value?.success) return [key, value.data]
    faults.push(`${variable} is not valid: ${value?.error?.issues[0]?.message}`)
    return [key, usual]
  })
  return Object.fromEntries(entries)
}

type Checked = {
  safeParse(value: unknown): {
    readonly success: boolean
    readonly data?: unknown
    readonly error?: { readonly issues: readonly { readonly message: string }[] }
  }
}

/** Any other text is refused by the schema. */
const booleans: Readonly<Record<string, boolean>> = {
  true: true,
  on: true,
  false: false,
  off: false,
}

/** A text as the kind of value that the default is; items of a list are parted by semicolons. */
function readAs(usual: unknown, given: string): unknown {
  if (typeof usual === 'number') return Number(given)
  if (typeof usual === 'boolean') return lookUp(booleans, given) ?? given
  if (Array.isArray(usual)) return given.split(';').map((item) => item.trim())
  return given
}
