import type { readProduct } from '@comptoir/contracts/catalog/product-routes'
import type { ProductView } from '@comptoir/contracts/catalog/schemas'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useApi } from '../../office.tsx'

export const productKey = (productId: string) => ['catalog', 'GetProduct', productId]

/** Reads a product as it is now, beside what is remembered. */
export function useReadProduct(): (
  productId: string,
  signal?: AbortSignal,
) => Promise<ProductView> {
  const { call } = useApi()
  return (productId, signal) =>
    call<typeof readProduct>('GET /api/products/{id}', {
      params: { id: productId },
      ...(signal && { signal }),
    })
}

/** A product as who sells it sees it: prices as entered, in any state. */
export function useProduct(productId: string) {
  const read = useReadProduct()
  return useQuery({
    queryKey: productKey(productId),
    queryFn: ({ signal }) => read(productId, signal),
  })
}

/** Keeps a product that a write answered; lists and what hangs on it are read again. */
export function useKeepProduct(): (product: ProductView) => void {
  const queries = useQueryClient()
  return (product) => {
    queries.setQueryData(productKey(product.productId), product)
    void queries.invalidateQueries({ queryKey: ['catalog', 'ListProducts'] })
    void queries.invalidateQueries({ queryKey: ['catalog', 'GetProductPrices', product.productId] })
  }
}
