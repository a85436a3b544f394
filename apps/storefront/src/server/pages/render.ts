import type { IncomingMessage, ServerResponse } from 'node:http'
import { inject } from 'light-my-request'
import type { Failure, PageRender } from '../../page-render.ts'
import { collectTags } from './page-tags.ts'

/** How Next answers a request. */
export type NextHandler = (incoming: IncomingMessage, outgoing: ServerResponse) => Promise<void>

export type RenderedPage = {
  readonly status: number
  readonly contentType: string
  /** Where a redirect leads. */
  readonly location?: string
  readonly body: Buffer
  readonly tags: PageRender['tags']
  readonly isDegraded: boolean
  /** A service refused what it needs: never to be remembered. */
  readonly failure?: Failure
  /** It was made for somebody: never to be remembered. */
  readonly isPersonal: boolean
}

/** The headers of the client that change what Next renders; no other reaches it. */
export const renderHeaders = [
  'rsc',
  'next-router-state-tree',
  'next-router-prefetch',
  'next-router-segment-prefetch',
  'next-url',
] as const

export type RenderHeaders = Readonly<Partial<Record<(typeof renderHeaders)[number], string>>>

/**
 * Renders a page that is the same for everyone: Next sees the address and what it needs of its own router, never a
 * cookie, a token or the visitor's address.
 */
export function createRender(handler: NextHandler) {
  return async function render(url: string, headers: RenderHeaders): Promise<RenderedPage> {
    const { result, tags, isDegraded, missing, movedTo, failure } = await collectTags(() =>
      inject((request, response) => void handler(request as never, response as never), {
        method: 'GET',
        url,
        headers: { host: 'storefront', ...headers },
      }),
    )
    // the router of a browser gets the page itself, whose head names its address
    const moved = headers.rsc === undefined ? movedTo : undefined
    const location = moved ?? result.headers['location']
    return {
      status: statusOf(result.statusCode, missing, moved),
      contentType: String(result.headers['content-type'] ?? 'text/html; charset=utf-8'),
      ...(location !== undefined && { location: String(location) }),
      body: result.rawPayload,
      tags,
      isDegraded,
      ...(failure && { failure }),
      isPersonal: result.headers['set-cookie'] !== undefined,
    }
  }
}

/** What Next answered, unless the page says better what became of the address. */
function statusOf(status: number, missing: number | undefined, moved: string | undefined): number {
  if (status !== 200) return status
  return moved === undefined ? (missing ?? 200) : 301
}
