import { createGauge } from '@comptoir/service/observability/metrics'
import type { Store } from '../documents/store.ts'
import { createDeadLetters } from '../events/dead-letters.ts'
import type { ShopSettings } from '../settings/shop-settings.ts'
import { caughtUpTimes } from './metrics.ts'

/** Measures which settings are in use; read when Prometheus asks. */
export function measureSettings({ versions }: Pick<ShopSettings, 'versions'>): void {
  const version = {
    name: 'comptoir_settings_version',
    help: 'Version of the settings in use, by concern',
    labelNames: ['namespace'],
  }
  createGauge(version, (set) => {
    for (const [namespace, found] of versions()) set(found, { namespace })
  })
}

/** Measures how well events leave and arrive; read when Prometheus asks. */
export function measureService(store: Store): void {
  const relay = { name: 'comptoir_relay_lag_seconds', help: 'Age of the oldest unfinished write' }
  createGauge(relay, async (set) => {
    const [oldest] = await store.ledger.pending(0, { offset: 0, limit: 1 })
    set(oldest ? Math.max(0, (store.now() - oldest.at) / 1_000) : 0)
  })
  const tail = {
    name: 'comptoir_catch_up_lag_seconds',
    help: "Since the end of the producer's log was reached with nothing held back, in this process",
    labelNames: ['producer'],
  }
  createGauge(tail, (set) => {
    for (const [producer, at] of caughtUpTimes) set((store.now() - at) / 1_000, { producer })
  })
  const letters = createDeadLetters(store)
  const waiting = { name: 'comptoir_dead_letters_waiting', help: 'Not replayed yet' }
  createGauge(waiting, async (set) => set(await letters.count('waiting', 'all')))
}
