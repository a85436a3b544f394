import { gzipSync } from 'node:zlib'
import type { Page } from '@playwright/test'

type Sizes = {
  readonly script: number
  readonly stylesheet: number
  /** What travelled as it is. */
  readonly uncompressed: readonly string[]
}

/** Weighs what a page loads from now on; what it answers tells how much that is so far, in bytes (gzip). */
export function sizesOf(page: Page): () => Promise<Sizes> {
  const sizes = { script: 0, stylesheet: 0 }
  const uncompressed: string[] = []
  const read: Promise<void>[] = []
  page.on('response', (response) => {
    const kind = response.request().resourceType()
    if (kind !== 'script' && kind !== 'stylesheet') return
    if (response.headers()['content-encoding'] !== 'br') uncompressed.push(response.url())
    read.push(
      response.body().then((body) => {
        sizes[kind] += gzipSync(body).length
      }),
    )
  })
  return async () => {
    await Promise.all(read)
    return { ...sizes, uncompressed: [...uncompressed] }
  }
}

/** A size as reports show it. */
export const kib = (bytes: number): string => `${(bytes / 1024).toFixed(1)} KiB`
