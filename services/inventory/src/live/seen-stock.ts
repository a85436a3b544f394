import type { StockChange } from '@comptoir/contracts/inventory/stock-stream'

/** What the reader of a stream has seen of its SKUs. */
export type SeenStock = {
  /** Takes what is to be shown; answers the id of its event, or nothing when the reader sees nothing new in it. */
  take(change: StockChange): string | undefined
}

/** @example createSeenStock(['A', 'B'], lastEventId).take({ sku: 'A', level: 'ok', version: 12 }) // '12.0' */
export function createSeenStock(
  skus: readonly string[],
  lastEventId: string | undefined,
): SeenStock {
  const versions = versionsIn(lastEventId, skus)
  const shown = new Map<string, string>()
  return {
    take({ version, ...change }) {
      const { sku } = change
      const [before, told] = [versions.get(sku), shown.get(sku)]
      // what was read may arrive after what was announced
      if (told !== undefined && version < (before ?? 0)) return undefined
      const text = JSON.stringify(change)
      shown.set(sku, text)
      versions.set(sku, version)
      const isKnown = told === undefined ? version === before : text === told
      return isKnown ? undefined : skus.map((one) => versions.get(one) ?? 0).join('.')
    },
  }
}

/**
 * The id of an event is the versions that its reader has seen with it, in the order of the SKUs, 0 of one that was not told yet. None
 * of an id that is not ours, or of a stream of other SKUs.
 */
function versionsIn(lastEventId: string | undefined, skus: readonly string[]): Map<string, number> {
  if (lastEventId === undefined || !/^\d{1,12}(\.\d{1,12})*$/.test(lastEventId)) return new Map()
  const versions = lastEventId.split('.').map(Number)
  if (versions.length !== skus.length) return new Map()
  return new Map(skus.map((sku, n) => [sku, versions[n] ?? 0]))
}
