import type { Benefit, LineSelection } from '@comptoir/contracts/promotions/schemas'
import type { SnapshotLine } from './snapshot.ts'

/** The lines that a benefit is for. */
export function eligibleLines<L extends SnapshotLine>(benefit: Benefit, lines: readonly L[]): L[] {
  const selection = selectionOf(benefit)
  return lines.filter((line) => isSelected(selection, line))
}

function selectionOf(benefit: Benefit): LineSelection {
  switch (benefit.kind) {
    case 'gift':
      return { skus: [benefit.sku] }
    case 'free_shipping':
      return {}
    case 'percentage':
    case 'fixed':
      return benefit.target.kind === 'lines' ? benefit.target.lines : {}
    default:
      return benefit.lines
  }
}

function isSelected(selection: LineSelection, line: SnapshotLine): boolean {
  const { skus, productIds, categoryIds, brands, vendorIds } = selection
  return (
    (!skus || skus.includes(line.sku)) &&
    (!productIds || productIds.includes(line.productId)) &&
    (!categoryIds || line.categoryIds.some((id) => categoryIds.includes(id))) &&
    (!brands || (line.brand !== undefined && brands.includes(line.brand))) &&
    (!vendorIds || (line.vendorId !== undefined && vendorIds.includes(line.vendorId)))
  )
}
