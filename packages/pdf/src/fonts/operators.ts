/** A number as a content stream has it: thousandths of a point are enough. */
export const rounded = (n: number): number => Math.round(n * 1_000) / 1_000

/** The operands of the operator `rg` for `#rrggbb`. */
export function rgbOf(color: string): string {
  const rgb = Number.parseInt(color.slice(1), 16)
  return [rgb >> 16, (rgb >> 8) & 255, rgb & 255].map((part) => rounded(part / 255)).join(' ')
}
