import { readdirSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { brotliDecompressSync } from 'node:zlib'
import { contentHash } from '@comptoir/service/http/etag'
import { type RememberedResponse, takesBrotli } from '@comptoir/service/http/response-memory'

const types = new Map([
  ['.html', 'text/html; charset=utf-8'],
  ['.js', 'text/javascript; charset=utf-8'],
  ['.css', 'text/css; charset=utf-8'],
  ['.svg', 'image/svg+xml'],
  ['.woff2', 'font/woff2'],
])

/** A file of the site, compressed where the build did that. */
export type BuiltFile = {
  readonly path: string
  readonly type: string
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly isBrotli: boolean
}

/**
 * What the build wrote into a folder, all of it in memory: under a megabyte, since texts are kept compressed only. Throws when nothing
 * was built.
 */
export function readBuiltFiles(folder: string): BuiltFile[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  if (!names.includes('index.html')) throw new Error(`${folder} holds no pages: build them first`)
  return names.flatMap((name) => {
    const type = types.get(extname(name))
    if (!type) return []
    const isBrotli = names.includes(`${name}.br`)
    const bytes = new Uint8Array(readFileSync(join(folder, isBrotli ? `${name}.br` : name)))
    return [{ path: `/${name}`, type, bytes, isBrotli }]
  })
}

/** Names with a hash of their content, which never changes. */
const isHashed = (path: string) => path.startsWith('/assets/')

/** Names of files end so, also of those that the site has not. Addresses of pages may hold other dots: those of article numbers. */
const fileEndings = new Set([...types.keys(), '.map', '.ico', '.txt', '.json'])

const isOfProgram = /^\/(assets|session|internal|healthz|readyz|metrics|docs)(\/|$)/

/** Addresses that are no page: of files, and of what the program answers itself. */
const isNoPage = (path: string) => isOfProgram.test(path) || fileEndings.has(extname(path))

/**
 * Answers GET requests for the files of the site. Every other address is a page, which its script draws: they all get the same
 * document.
 * @example const answer = serveFiles(readBuiltFiles('dist'), policy); answer('/orders?status=confirmed', 'br')
 */
export function serveFiles(files: readonly BuiltFile[], policy: string) {
  const known = new Map(files.map((file) => [file.path, answersOf(file, policy)]))
  const page = known.get('/index.html')

  return function answer(target: string, accepted = ''): RememberedResponse | undefined {
    const path = target.split('?', 1)[0] ?? ''
    const answers = known.get(path) ?? (isNoPage(path) ? undefined : page)
    return takesBrotli(accepted) ? answers?.asKept : answers?.plain()
  }
}

type Answers = { readonly asKept: RememberedResponse; readonly plain: () => RememberedResponse }

/** A file as it is kept, and for the rare client that takes no Brotli, for whom it is decompressed each time. */
function answersOf({ path, type, bytes, isBrotli }: BuiltFile, policy: string): Answers {
  const hash = contentHash(bytes)
  const headers = {
    'content-type': type,
    'cache-control': isHashed(path) ? 'public, max-age=31536000, immutable' : 'no-cache',
    vary: 'accept-encoding',
    ...(path === '/index.html' && {
      'content-security-policy': policy,
      'permissions-policy': 'camera=(), microphone=(), geolocation=()',
    }),
  }
  const route = isHashed(path) ? '/assets/:file' : path
  const answer = (tag: string, body: Uint8Array<ArrayBuffer>, coding = {}) => {
    const etag = `"${tag}"`
    return { headers: { ...headers, etag, ...coding }, body, etag, route }
  }
  if (!isBrotli) {
    const asKept = answer(hash, bytes)
    return { asKept, plain: () => asKept }
  }
  return {
    asKept: answer(`${hash}-br`, bytes, { 'content-encoding': 'br' }),
    plain: () => answer(hash, new Uint8Array(brotliDecompressSync(bytes))),
  }
}
