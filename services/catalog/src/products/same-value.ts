import { isDeepStrictEqual } from 'node:util'

/** Whether two values are stored as the same: an absent field and an undefined one are. */
export function isSameValue(a: unknown, b: unknown): boolean {
  return isDeepStrictEqual(JSON.parse(JSON.stringify(a)), JSON.parse(JSON.stringify(b)))
}
