import { readdirSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { contentHash } from '@comptoir/service/http/etag'
import type { RememberedResponse } from '@comptoir/service/http/response-memory'

const types = new Map([
  ['.js', 'text/javascript; charset=utf-8'],
  ['.css', 'text/css; charset=utf-8'],
])

/** Answers what the build compressed, for those who take Brotli. */
export type StaticFiles = (target: string) => RememberedResponse | undefined

/**
 * The scripts and style sheets of the site as the build compressed them (`*.br` beside each), in memory: some 400 KB. Next itself sends
 * files as they are, three times as large. Their names change with their content.
 * @example const files = readStaticFiles('.next/static'); files('/_next/static/chunks/a.js')
 */
export function readStaticFiles(folder: string): StaticFiles {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  const known = new Map(
    names
      .filter((name) => name.endsWith('.br'))
      .flatMap((name) => answerOf(name.slice(0, -3), readFileSync(join(folder, name)))),
  )
  return (target) => known.get(target.split('?', 1)[0] ?? '')
}

function answerOf(name: string, compressed: Buffer): [string, RememberedResponse][] {
  const type = types.get(extname(name))
  if (!type) return []
  const body = new Uint8Array(compressed)
  const etag = `"${contentHash(body)}"`
  const headers = {
    'content-type': type,
    'content-encoding': 'br',
    'cache-control': 'public, max-age=31536000, immutable',
    ...{ vary: 'accept-encoding', etag },
  }
  const route = '/_next/static/:file'
  return [[`/_next/static/${name}`, { headers, body, etag, route }]]
}
