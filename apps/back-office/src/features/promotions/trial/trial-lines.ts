export type TrialLine = { readonly sku: string; readonly quantity: number }

/**
 * What somebody wants to try: a SKU a line, with how many after it.
 * @example trialLines('LAMP-1 2\nVASE-3') // [{ sku: 'LAMP-1', quantity: 2 }, { sku: 'VASE-3', quantity: 1 }]
 */
export function trialLines(text: string): readonly TrialLine[] {
  return text
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .flatMap(([sku = '', count = '1']) => {
      const quantity = Number(count)
      const isLine = sku !== '' && Number.isInteger(quantity) && quantity > 0
      return isLine ? [{ sku, quantity }] : []
    })
}
