/** Basis points of a percentage as people write it: `5,5` is 550. Nothing when it is none. */
export function percentBps(text: string): number | undefined {
  const plain = text.replaceAll(/[\s%]/g, '').replace(',', '.')
  return /^\d{1,3}(\.\d{1,2})?$/.test(plain) ? Math.round(Number(plain) * 100) : undefined
}

/** Basis points as they are edited: `5,5`. */
export const percentField = (bps: number, locale: 'fr' | 'en'): string =>
  String(bps / 100).replace('.', locale === 'fr' ? ',' : '.')
