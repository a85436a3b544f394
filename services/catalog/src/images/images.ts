import type { Blobs } from '@comptoir/dapr/sidecar/blobs'
import { pictureLimits } from '@comptoir/service/files/picture'
import sharp from 'sharp'

/** Of an upload. */
export const imageBytes = 10 * 1024 * 1024

/** The picture in a width, never larger than it is. */
async function resizeImage(bytes: Uint8Array, width: number): Promise<Buffer> {
  return await sharp(bytes, { limitInputPixels: pictureLimits.pixels })
    .resize({ width, withoutEnlargement: true })
    .webp({ quality: 80 })
    .toBuffer()
}

export type Renditions = ReturnType<typeof createRenditions>

/** Pictures by hash and width, the last used kept in memory; the same one is never made twice at once. */
export function createRenditions(blobs: Blobs, keepBytes = 64 * 1024 * 1024) {
  const kept = new Map<string, Buffer>()
  const running = new Map<string, Promise<Buffer | undefined>>()
  let bytes = 0

  function keep(key: string, data: Buffer): void {
    kept.set(key, data)
    bytes += data.byteLength
    for (const [oldest, old] of kept) {
      if (bytes <= keepBytes) return
      kept.delete(oldest)
      bytes -= old.byteLength
    }
  }

  async function make(key: string, sha256: string, width: number | undefined) {
    const original = await blobs.get(sha256)
    const data = original && width ? await resizeImage(original, width) : original
    if (data) keep(key, data)
    return data
  }

  async function read(sha256: string, width: number | undefined): Promise<Buffer | undefined> {
    const key = `${sha256}-${width ?? 'full'}`
    const known = kept.get(key)
    if (known) {
      kept.delete(key)
      kept.set(key, known)
      return known
    }
    const making = running.get(key) ?? make(key, sha256, width)
    running.set(key, making)
    return await making.finally(() => running.delete(key))
  }

  return { read }
}
