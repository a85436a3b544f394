import type { Money } from '@comptoir/contracts/common'
import { useEffect, useState } from 'react'
import { ask } from '../../visitor/ask.ts'

export type Variant = {
  readonly sku: string
  readonly options: Readonly<Record<string, string>>
  readonly price: Money
  readonly inStock: boolean
}

/** The variants of a product that are on the shelf; none when it is not for sale any more. */
export function useVariants(productId: string): readonly Variant[] {
  const [variants, setVariants] = useState<readonly Variant[]>([])
  useEffect(() => {
    const path = `/bff/variants/${encodeURIComponent(productId)}`
    let isOver = false
    void ask<{ variants: readonly Variant[] }>(`GET ${path}`).then((answer) => {
      if (!isOver && 'value' in answer) setVariants(answer.value.variants)
    })
    return () => {
      isOver = true
    }
  }, [productId])
  return variants.filter(({ inStock }) => inStock)
}
