import type { ProductView } from '@comptoir/contracts/catalog/schemas'

export type Variant = ProductView['variants'][number]

/** The variant of an address, else the first that is in stock, else the first. */
export function chosenVariant(variants: readonly Variant[], sku: string | undefined) {
  return (
    variants.find((variant) => variant.sku === sku) ??
    variants.find(({ inStock }) => inStock) ??
    variants[0]
  )
}

/** The variant that differs from the chosen one in a single option: in stock if there is such a one. */
export function variantWith(
  variants: readonly Variant[],
  chosen: Variant,
  name: string,
  value: string,
): Variant | undefined {
  const wanted: Readonly<Record<string, string>> = { ...chosen.options, [name]: value }
  const exact = variants.find(({ options }) =>
    Object.entries(wanted).every(([key, text]) => options[key] === text),
  )
  const alike = variants.filter(({ options }) => options[name] === value)
  return exact ?? alike.find(({ inStock }) => inStock) ?? alike[0]
}
