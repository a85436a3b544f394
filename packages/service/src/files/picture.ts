import { fileTypeFromBuffer } from 'file-type'
import sharp from 'sharp'
import { refuse } from '../problems/refusal.ts'

/** Pixels that a picture may have, and the width that is kept of it. */
export const pictureLimits = { pixels: 40_000_000, width: 2400 } as const

const accepted = ['image/jpeg', 'image/png', 'image/webp', 'image/avif']

/**
 * Turns an upload into the WebP that is kept. What it is, is read from its first bytes, never from its name; drawing
 * it anew leaves behind metadata and whatever else was hidden in the file. Refuses what is too large, or no picture.
 * @example const { bytes, width, height } = await encodePicture(upload, 5 * 1024 * 1024)
 */
export async function encodePicture(upload: Uint8Array, mostBytes: number) {
  if (upload.byteLength > mostBytes) {
    throw refuse('body_too_large', `a picture has at most ${mostBytes} bytes`)
  }
  const type = await fileTypeFromBuffer(upload)
  if (!type || !accepted.includes(type.mime)) {
    const found = type ? `; this one is ${type.mime}` : ''
    const which = `pictures are JPEG, PNG (not animated), WebP or AVIF${found}`
    throw refuse('unsupported_media_type', which)
  }
  try {
    const { data, info } = await sharp(upload, { limitInputPixels: pictureLimits.pixels })
      .rotate()
      .resize({ width: pictureLimits.width, withoutEnlargement: true })
      .webp({ quality: 86 })
      .toBuffer({ resolveWithObject: true })
    return { bytes: data, width: info.width, height: info.height }
  } catch {
    throw refuse('invalid_request', 'the picture cannot be read, or has too many pixels')
  }
}
