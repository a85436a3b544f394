import type { ProductSelection } from '@comptoir/contracts/catalog/product-change-routes'

/** Which products a change is of, as they were chosen in the list, and how many these were. */
export type KeptSelection = { readonly count: number; readonly selection: ProductSelection }

const name = 'products to change'

/** Keeps what was chosen in this tab, for the page that changes it: it outlives a reload. */
export const keepSelection = (kept: KeptSelection): void =>
  sessionStorage.setItem(name, JSON.stringify(kept))

export function readSelection(): KeptSelection | undefined {
  const text = sessionStorage.getItem(name)
  if (text === null) return undefined
  try {
    return JSON.parse(text) as KeptSelection
  } catch {
    return undefined
  }
}
