import type { Operation } from './operation.ts'

type Read = Pick<Operation, 'query' | 'queryPrefixes'>

/**
 * The target of a read without what its operation does not read, written in one way: parameters of the contract only,
 * in order of their names, percent-encoding as `encodeURIComponent` writes it. The same question has one key.
 */
export function canonicalTarget(operation: Read, target: string): string {
  const at = target.indexOf('?')
  const path = at === -1 ? target : target.slice(0, at)
  const query = at === -1 ? '' : canonicalQuery(operation, target.slice(at + 1))
  return query === '' ? canonicalPath(path) : `${canonicalPath(path)}?${query}`
}

function canonicalPath(path: string): string {
  if (!path.includes('%')) return path
  const segments = path.split('/').map((part) => encodeURIComponent(decodeURIComponent(part)))
  return segments.join('/')
}

function canonicalQuery(operation: Read, query: string): string {
  const kept = [...new URLSearchParams(query)].filter(([name]) => isRead(operation, name))
  kept.sort(([a, x], [b, y]) => compare(a, b) || compare(x, y))
  return new URLSearchParams(kept).toString()
}

function isRead({ query, queryPrefixes }: Read, name: string): boolean {
  return query.includes(name) || queryPrefixes.some((prefix) => name.startsWith(prefix))
}

const compare = (a: string, b: string) => Number(a > b) - Number(a < b)
