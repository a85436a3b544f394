/**
 * The entry of a plain object under a key that may be any string. Keys that every object inherits (`constructor`,
 * `toString`, `__proto__`) are not entries.
 * @example lookUp({ MC: 'MONACO' }, 'constructor') // undefined
 */
export function lookUp<T>(table: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined
}
