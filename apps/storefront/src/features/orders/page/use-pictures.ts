import type { ProductPage } from '@comptoir/contracts/catalog/schemas'
import { useEffect, useState } from 'react'
import { ask } from '../../../visitor/ask.ts'

/** The catalogue takes no more ids at once. */
const idsAtMost = 50

/** Pictures of products by their id, where they are still for sale. An order is a page without them, too. */
export function usePictures(productIds: readonly string[]): ReadonlyMap<string, string> {
  const [pictures, setPictures] = useState<ReadonlyMap<string, string>>(new Map())
  const ids = [...new Set(productIds)].slice(0, idsAtMost).join(' ')
  useEffect(() => {
    if (ids === '') return
    const query = new URLSearchParams(ids.split(' ').map((id) => ['ids', id]))
    query.append('limit', String(idsAtMost))
    query.append('facets', 'false')
    let isOver = false
    void ask<ProductPage>(`GET /bff/search?${query}`).then((answer) => {
      if (isOver || !('value' in answer)) return
      const found = answer.value.items.flatMap(({ productId, imagePath }) =>
        imagePath === undefined ? [] : [[productId, imagePath] as const],
      )
      setPictures(new Map(found))
    })
    return () => {
      isOver = true
    }
  }, [ids])
  return pictures
}
