/**
 * Where an axis ends: the next round number that holds all values.
 * @example topOf([3, 17]) // 20
 */
export function topOf(values: readonly number[]): number {
  const most = Math.max(1, ...values)
  const power = 10 ** Math.floor(Math.log10(most))
  const step = [1, 2, 5, 10].find((one) => one * power >= most) ?? 10
  return step * power
}
