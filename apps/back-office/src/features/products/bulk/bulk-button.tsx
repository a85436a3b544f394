import type { ProductSummary } from '@comptoir/contracts/catalog/schemas'
import { Button } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { Layers } from 'lucide-react'
import { productsEn, productsFr } from '../../../messages/products/products.ts'
import { usePersonId, useWords } from '../../../office.tsx'
import { selectionFilter } from '../list/product-query.ts'
import type { ProductSearch } from '../list/product-search.ts'
import { keepSelection } from './selection.ts'

type Props = {
  readonly search: ProductSearch
  /** The rows that are chosen; without them it is about all that match. */
  readonly rows?: readonly ProductSummary[]
  readonly total?: number | undefined
}

/** Leads to a change of the products that are chosen, or of all that the filters find. */
export function BulkButton({ search, rows, total }: Props) {
  const texts = useWords({ fr: productsFr, en: productsEn })
  const personId = usePersonId()
  const navigate = useNavigate()
  const filter = selectionFilter(search)
  const open = () => void navigate({ to: '/products/changes/new', search: true })
  if (rows) {
    const productIds = rows.map(({ productId }) => productId)
    return (
      <Button
        size="xs"
        onClick={() => {
          keepSelection(personId, { count: rows.length, selection: { productIds } })
          open()
        }}
      >
        {texts.bulk.changeRows(rows.length)}
      </Button>
    )
  }
  if (!filter || !total) return null
  return (
    <Button
      variant="default"
      leftSection={<Layers size={16} aria-hidden />}
      onClick={() => {
        keepSelection(personId, { count: total, selection: { filter } })
        open()
      }}
    >
      {texts.bulk.changeAll(total)}
    </Button>
  )
}
