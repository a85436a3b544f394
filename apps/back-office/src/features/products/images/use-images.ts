import type { arrangeProductImages } from '@comptoir/contracts/catalog/image-routes'
import type { ProductView } from '@comptoir/contracts/catalog/schemas'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useApi } from '../../../office.tsx'
import { problemIn, type ShownProblem } from '../../../ui/problem.ts'
import { productKey, useKeepProduct, useReadProduct } from '../use-product.ts'
import { type Arranged, arrangedNow } from './image-order.ts'

/** A file that was refused, and why. */
export type RefusedFile = { readonly name: string; readonly problem: ShownProblem }

type Options = {
  readonly product: ProductView
  /** Told of the product after its pictures changed: the form of it goes on from there. */
  readonly onChanged: (product: ProductView) => void
}

/** Ways to change the pictures of a product. Their order is shown at once, and taken back when it is refused. */
export function useImages({ product, onChanged }: Options) {
  const { call, open } = useApi()
  const queries = useQueryClient()
  const keep = useKeepProduct()
  const read = useReadProduct()
  const { productId } = product
  const key = productKey(productId)
  // one after the other: each goes on from what the one before it left
  const scope = { id: `images ${productId}` }

  const arrange = useMutation({
    scope,
    async mutationFn(arranged: Arranged) {
      // the service takes off what is left out: what came meanwhile is not shown here yet
      const now = await read(productId)
      const images = arrangedNow(now.images, arranged)
      return call<typeof arrangeProductImages>('PUT /api/products/{id}/images', {
        params: { id: productId },
        body: { images: images.map(({ path, alt }) => ({ path, ...(alt && { alt }) })) },
      })
    },
    onMutate: ({ to }) => queries.setQueryData(key, { ...product, images: to }),
    onSuccess(answer) {
      keep(answer)
      onChanged(answer)
    },
    onError: () => queries.invalidateQueries({ queryKey: key }),
  })

  const add = useMutation({
    scope,
    async mutationFn(files: readonly File[]): Promise<readonly RefusedFile[]> {
      const refused: RefusedFile[] = []
      // one after the other: they stand in the order in which they were chosen
      for (const file of files) {
        const body = new FormData()
        body.set('file', file)
        await open(`/api/products/${encodeURIComponent(productId)}/images`, {
          ...{ method: 'POST', body },
        }).catch((error: unknown) => {
          refused.push({ name: file.name, problem: problemIn(error) })
        })
      }
      const now = await read(productId)
      keep(now)
      onChanged(now)
      return refused
    },
  })
  return { arrange, add }
}
