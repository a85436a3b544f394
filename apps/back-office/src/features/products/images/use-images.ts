import type { arrangeProductImages } from '@comptoir/contracts/catalog/image-routes'
import type { ProductImage, ProductView } from '@comptoir/contracts/catalog/schemas'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useApi } from '../../../office.tsx'
import { problemIn, type ShownProblem } from '../../../ui/problem.ts'
import { productKey, useKeepProduct, useReadProduct } from '../use-product.ts'

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

  const arrange = useMutation({
    mutationFn: (images: readonly ProductImage[]) =>
      call<typeof arrangeProductImages>('PUT /api/products/{id}/images', {
        params: { id: productId },
        body: { images: images.map(({ path, alt }) => ({ path, ...(alt && { alt }) })) },
      }),
    onMutate: (images) => queries.setQueryData(key, { ...product, images }),
    onSuccess(answer) {
      keep(answer)
      onChanged(answer)
    },
    onError: () => queries.invalidateQueries({ queryKey: key }),
  })

  const add = useMutation({
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
