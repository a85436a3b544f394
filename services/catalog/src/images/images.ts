import type { Blobs } from '@comptoir/dapr/sidecar/blobs'
import { refuse } from '@comptoir/service/problems/refusal'
import { fileTypeFromBuffer } from 'file-type'
import sharp from 'sharp'

/** Bytes and pixels that an upload may have. */
export const imageLimits = { bytes: 10 * 1024 * 1024, pixels: 40_000_000, width: 2400 } as const

const accepted = ['image/jpeg', 'image/png', 'image/webp', 'image/avif']

/**
 * Turns an upload into the WebP that is kept. What it is, is read from its first bytes, never from its name; drawing
 * it anew leaves behind metadata and whatever else was hidden in the file.
 */
export async function encodeUpload(upload: Uint8Array) {
  if (upload.byteLength > imageLimits.bytes) {
    throw refuse('body_too_large', `a picture has at most ${imageLimits.bytes} bytes`)
  }
  const type = await fileTypeFromBuffer(upload)
  if (!type || !accepted.includes(type.mime)) {
    const found = type ? `; this one is ${type.mime}` : ''
    const which = `pictures are JPEG, PNG (not animated), WebP or AVIF${found}`
    throw refuse('unsupported_media_type', which)
  }
  try {
    const { data, info } = await sharp(upload, { limitInputPixels: imageLimits.pixels })
      .rotate()
      .resize({ width: imageLimits.width, withoutEnlargement: true })
      .webp({ quality: 86 })
      .toBuffer({ resolveWithObject: true })
    return { bytes: data, width: info.width, height: info.height }
  } catch {
    throw refuse('invalid_request', 'the picture cannot be read, or has too many pixels')
  }
}

/** The picture in a width, never larger than it is. */
async function resizeImage(bytes: Uint8Array, width: number): Promise<Buffer> {
  return await sharp(bytes, { limitInputPixels: imageLimits.pixels })
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
