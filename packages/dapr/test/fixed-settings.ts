import { defaultSettings, type Settings } from '@comptoir/contracts/admin/settings'
import type { CurrentSettings } from '../src/settings/shop-settings.ts'

type Changes = { readonly [N in keyof Settings]?: Partial<Settings[N]> }

/**
 * Settings that stay as they are: the defaults, but for these.
 * @example fixedSettings({ returns: { returnWindowDays: 14 } })
 */
export function fixedSettings(changes: Changes = {}): CurrentSettings {
  const entries = Object.entries(defaultSettings).map(([namespace, values]) => [
    namespace,
    { ...values, ...changes[namespace as keyof Settings] },
  ])
  const settings = Object.fromEntries(entries) as Settings
  return () => settings
}
