import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { encodePicture } from './picture.ts'

const most = 10 * 1024 * 1024
const picture = (width = 400, height = 300) =>
  sharp({ create: { width, height, channels: 3, background: '#c2452f' } })
const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')

describe('an uploaded picture', () => {
  it('is drawn anew as WebP, without its metadata, whatever it was', async () => {
    const original = await picture()
      .withExif({ IFD0: { Copyright: 'someone' } })
      .jpeg()
      .toBuffer()
    const { bytes, width, height } = await encodePicture(original, most)
    const read = await sharp(bytes).metadata()
    expect([read.format, width, height, read.exif]).toEqual(['webp', 400, 300, undefined])
  })

  it('is the same file for the same upload', async () => {
    const upload = await picture().png().toBuffer()
    const [first, second] = await Promise.all([
      encodePicture(upload, most),
      encodePicture(upload, most),
    ])
    expect(first.bytes.equals(second.bytes)).toBe(true)
  })

  it('is refused when it is an SVG, a text, or a GIF', async () => {
    const gif = await picture().gif().toBuffer()
    for (const upload of [svg, Buffer.from('hello'), gif]) {
      await expect(encodePicture(upload, most)).rejects.toThrow('unsupported_media_type')
    }
  })

  it('is refused when it is too large or cannot be read', async () => {
    const large = new Uint8Array(most + 1)
    const cut = (await picture().png().toBuffer()).subarray(0, 60)
    await expect(encodePicture(large, most)).rejects.toThrow('body_too_large')
    await expect(encodePicture(cut, most)).rejects.toThrow('invalid_request')
  })
})
