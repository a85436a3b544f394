/**
 * A commission as people write it, in basis points; nothing when it is none.
 * @example bpsIn('12,5 %') // 1250
 */
export function bpsIn(text: string): number | undefined {
  const plain = text.replaceAll(/[\s%]/g, '').replace(',', '.')
  if (!/^\d{1,3}(\.\d{1,2})?$/.test(plain)) return undefined
  const bps = Math.round(Number(plain) * 100)
  return bps <= 10_000 ? bps : undefined
}
