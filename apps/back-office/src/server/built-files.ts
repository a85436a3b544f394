import { createHash } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { type RememberedResponse, takesBrotli } from '@comptoir/service/http/response-memory'

const types = new Map([
  ['.html', 'text/html; charset=utf-8'],
  ['.js', 'text/javascript; charset=utf-8'],
  ['.css', 'text/css; charset=utf-8'],
  ['.svg', 'image/svg+xml'],
  ['.woff2', 'font/woff2'],
])

/** A file of the site: as it is, and compressed where the build made that. */
export type BuiltFile = {
  readonly path: string
  readonly type: string
  readonly raw: Uint8Array<ArrayBuffer>
  readonly brotli?: Uint8Array<ArrayBuffer>
}

/** What the build wrote into a folder, all of it in memory: a few megabytes. Throws when nothing was built. */
export function readBuiltFiles(folder: string): BuiltFile[] {
  const names = globSync('**/*', { cwd: folder })
  if (!names.includes('index.html')) throw new Error(`${folder} holds no pages: build them first`)
  return names.flatMap((name) => {
    const type = types.get(extname(name))
    if (!type) return []
    const raw = new Uint8Array(readFileSync(join(folder, name)))
    const compressed = names.includes(`${name}.br`)
    const brotli = compressed ? new Uint8Array(readFileSync(join(folder, `${name}.br`))) : undefined
    return [{ path: `/${name}`, type, raw, ...(brotli && { brotli }) }]
  })
}

type Bodies = { readonly raw: RememberedResponse; readonly brotli: RememberedResponse }

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
  const known = new Map(files.map((file) => [file.path, bodiesOf(file, policy)]))
  const page = known.get('/index.html')

  return function answer(target: string, accepted = ''): RememberedResponse | undefined {
    const path = target.split('?', 1)[0] ?? ''
    const bodies = known.get(path) ?? (isNoPage(path) ? undefined : page)
    return takesBrotli(accepted) ? bodies?.brotli : bodies?.raw
  }
}

function bodiesOf({ path, type, raw, brotli }: BuiltFile, policy: string): Bodies {
  const hash = createHash('sha256').update(raw).digest('base64url').slice(0, 22)
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
  const plain = { headers: { ...headers, etag: `"${hash}"` }, body: raw, etag: `"${hash}"`, route }
  if (!brotli) return { raw: plain, brotli: plain }
  const etag = `"${hash}-br"`
  const coded = { ...headers, etag, 'content-encoding': 'br' }
  return { raw: plain, brotli: { headers: coded, body: brotli, etag, route } }
}
