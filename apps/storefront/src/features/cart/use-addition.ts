import { useState } from 'react'
import { addToCart, closeCart } from '../../visitor/cart-store.ts'

/** Adding a variant to the cart: the drawer opens, or the code of the problem stays where it was asked for. */
export function useAddition(sku: string) {
  const [isAdding, setAdding] = useState(false)
  const [problem, setProblem] = useState<string>()

  async function add(quantity: number): Promise<void> {
    // one at a time: a double click is one wish
    if (isAdding) return
    setAdding(true)
    setProblem(undefined)
    const refused = await addToCart(sku, quantity)
    setAdding(false)
    if (!refused) return
    closeCart()
    setProblem(refused.code)
  }

  return { add, isAdding, problem }
}
