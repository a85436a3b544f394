import type { PriceListView } from '@comptoir/contracts/catalog/price-list-schemas'
import { publicView } from '@comptoir/contracts/public-view'
import type { Document } from '@comptoir/dapr/documents/documents'
import { type PriceList, phaseOf } from './price-list.ts'

/** A list as staff see it at an instant, without what is kept of past prices. */
export function toView({ data, version }: Document<PriceList>, now: Date): PriceListView {
  const { past: _past, entries, ...rest } = data
  return publicView<PriceListView>()({
    ...rest,
    entries: entries.map(({ since: _since, ...entry }) => entry),
    phase: phaseOf(data, now.toISOString()),
    version,
  })
}
