import type { CloudEvent } from '@comptoir/contracts/event'
import type { Store } from '../documents/store.ts'

export type OwnLogOptions = {
  readonly store: Pick<Store, 'ledger'>
  /** Fills the memory; tried again when it throws. */
  readonly load: () => Promise<void>
  /** Takes in what an event of this service says. */
  readonly changed: (event: CloudEvent) => Promise<void>
}

const pageSize = 200

/**
 * Keeps the memory of a replica like the store of its service: `refresh` loads it once, then follows the service's own log,
 * which has what a broadcast did not bring.
 */
export function followOwnLog({ store, load, changed }: OwnLogOptions) {
  let position = '0-0'
  let loaded = false

  async function follow(): Promise<void> {
    const entries = await store.ledger.read(position, pageSize)
    for (const { event } of entries) await changed(event)
    position = entries.at(-1)?.position ?? position
    if (entries.length === pageSize) await follow()
  }

  return {
    isLoaded: () => loaded,
    async refresh(): Promise<void> {
      if (!loaded) {
        await load()
        loaded = true
      }
      await follow()
    },
  }
}
