import type { ProductSelection } from '@comptoir/contracts/catalog/product-change-routes'

/** Which products a change is of, as they were chosen in the list, and how many these were. */
export type KeptSelection = { readonly count: number; readonly selection: ProductSelection }

/** Of who chose them: the next who signs in chose nothing. */
const nameOf = (personId: string) => `products to change ${personId}`

/** Keeps what was chosen in this tab, for the page that changes it: it outlives a reload. */
export const keepSelection = (personId: string, kept: KeptSelection): void =>
  sessionStorage.setItem(nameOf(personId), JSON.stringify(kept))

export function readSelection(personId: string): KeptSelection | undefined {
  const text = sessionStorage.getItem(nameOf(personId))
  if (text === null) return undefined
  try {
    return JSON.parse(text) as KeptSelection
  } catch {
    return undefined
  }
}
