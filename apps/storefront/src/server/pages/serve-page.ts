import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { brotliCompress, constants } from 'node:zlib'
import { contentHash } from '@comptoir/service/http/etag'
import { policyOf } from './csp.ts'
import type { PageKey } from './page-key.ts'
import type { PageMemory, StoredPage } from './page-memory.ts'
import { countRequest } from './page-metrics.ts'
import type { RenderedPage, RenderHeaders } from './render.ts'

const compress = promisify(brotliCompress)

export type Renderer = (url: string, headers: RenderHeaders) => Promise<RenderedPage>

export type PagesOptions = {
  readonly memory: PageMemory
  readonly render: Renderer
  /** Where the browser loads pictures from. */
  readonly imageOrigin: string
  /** Whether events of the catalogue are heard: without them a page is old within seconds. */
  readonly hearsEvents: () => boolean
  readonly onError: (error: unknown, url: string) => void
  readonly rendersAtOnce?: number
}

const freshMs = { heard: 60_000, unheard: 5_000, degraded: 2_000, notFound: 10_000 }
/** Of one of Next's headers; a longer one is rendered and not kept. */
const headerLengthAtMost = 4_096

/** A page, or why there is none now. */
export type PageAnswer =
  | { readonly kind: 'page'; readonly page: StoredPage }
  | { readonly kind: 'other'; readonly rendered: RenderedPage }
  | { readonly kind: 'overloaded' }

/**
 * Answers pages that are the same for everyone: from memory, else rendered once for all who ask at the same time, at most
 * eight at once.
 */
export function createPages(options: PagesOptions) {
  const { memory, render, hearsEvents, onError, rendersAtOnce = 8 } = options
  const running = new Map<string, Promise<PageAnswer>>()

  async function renderAndKeep(
    key: string,
    { url }: PageKey,
    headers: RenderHeaders,
  ): Promise<PageAnswer> {
    const rendered = await render(url, headers)
    const lifeMs = lifeOf(rendered, hearsEvents())
    if (lifeMs === 0) return { kind: 'other', rendered }
    const page = await storedPage(rendered, lifeMs, options.imageOrigin)
    if (isKept(headers)) memory.keep(key, page)
    return { kind: 'page', page }
  }

  function start(key: string, page: PageKey, headers: RenderHeaders): Promise<PageAnswer> {
    const known = running.get(key)
    if (known !== undefined) return known
    if (running.size >= rendersAtOnce) return Promise.resolve({ kind: 'overloaded' })
    const answer = renderAndKeep(key, page, headers).finally(() => running.delete(key))
    running.set(key, answer)
    return answer
  }

  return {
    async answer(page: PageKey, headers: RenderHeaders): Promise<PageAnswer> {
      const key = keyOf(page, headers)
      const found = memory.find(key)
      countRequest(found)
      if (found?.isFresh) return { kind: 'page', page: found.page }
      const rendering = start(key, page, headers)
      if (!found) return await rendering
      rendering.catch((error: unknown) => onError(error, page.url))
      return { kind: 'page', page: found.page }
    },
    /**
     * The page, when memory has it fresh and it says something: nothing is rendered. A request for any other goes on to `answer`,
     * which counts it.
     */
    peek(page: PageKey, headers: RenderHeaders): StoredPage | undefined {
      const found = memory.find(keyOf(page, headers))
      if (!found?.isFresh || found.page.status !== 200) return undefined
      countRequest(found)
      return found.page
    },
  }
}

export type Pages = ReturnType<typeof createPages>

const isKept = (headers: RenderHeaders) =>
  Object.values(headers).every((value) => value.length <= headerLengthAtMost)

function keyOf({ url }: PageKey, headers: RenderHeaders): string {
  const given = Object.entries(headers)
  if (given.length === 0) return url
  const digest = createHash('sha256').update(JSON.stringify(given.sort())).digest('base64url')
  return `${url} ${digest}`
}

function lifeOf({ status, isPersonal, isDegraded, failure }: RenderedPage, heard: boolean): number {
  if (isPersonal || failure) return 0
  if (status === 404 || status === 410) return freshMs.notFound
  if (status !== 200) return 0
  if (isDegraded) return freshMs.degraded
  return heard ? freshMs.heard : freshMs.unheard
}

async function storedPage(
  rendered: RenderedPage,
  lifeMs: number,
  imageOrigin: string,
): Promise<StoredPage> {
  const { body, contentType, tags, status } = rendered
  const raw = new Uint8Array(body)
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: 5,
    [constants.BROTLI_PARAM_SIZE_HINT]: raw.length,
  }
  const brotli = new Uint8Array(await compress(raw, { params }))
  const isHtml = contentType.startsWith('text/html')
  return {
    ...{ raw, brotli, tags, freshMs: lifeMs },
    status: status === 404 || status === 410 ? status : 200,
    etag: `"${contentHash(raw)}"`,
    headers: {
      'content-type': contentType,
      'cache-control': 'no-cache',
      vary: 'Accept-Encoding, RSC, Next-Router-State-Tree, Next-Router-Prefetch, Next-Router-Segment-Prefetch, Next-Url',
      ...(isHtml && { 'content-security-policy': policyOf(body.toString('utf8'), imageOrigin) }),
    },
  }
}
