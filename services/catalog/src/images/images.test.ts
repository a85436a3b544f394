import sharp from 'sharp'
import { beforeEach, describe, expect, it } from 'vitest'
import { createTestShop } from '../../test/catalog-app.ts'

const picture = (width = 400, height = 300) =>
  sharp({ create: { width, height, channels: 3, background: '#c2452f' } })
const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')

describe('the picture routes', () => {
  let shop: ReturnType<typeof createTestShop>
  let productId: string

  beforeEach(async () => {
    shop = createTestShop()
    const { body } = await shop.call('POST /api/products', {
      body: {
        title: { en: 'Mug' },
        variants: [{ sku: 'MUG', price: { amount: 100, currency: 'EUR' }, weightGrams: 1 }],
      },
    })
    productId = body.productId
  })

  async function upload(bytes: Buffer, type = 'image/png') {
    const answer = await shop.app.request(`/api/products/${productId}/images`, {
      method: 'POST',
      headers: { ...(await shop.staff), 'content-type': type },
      body: new Uint8Array(bytes),
    })
    const { path = '' } = (await answer.json()) as { path?: string }
    return { status: answer.status, path }
  }

  it('takes a form with a file and its alternative texts', async () => {
    const form = new FormData()
    form.set('file', new File([new Uint8Array(await picture().png().toBuffer())], 'evil.svg'))
    form.set('altFr', 'Un mug')
    const answer = await shop.app.request(`/api/products/${productId}/images`, {
      method: 'POST',
      headers: await shop.staff,
      body: form,
    })
    expect(answer.status).toBe(201)
    const { body } = await shop.call(`GET /api/products/${productId}`)
    expect(body.images[0].alt).toEqual({ fr: 'Un mug' })
  })

  it.each([
    ['without a boundary', 'multipart/form-data', '--x\r\n\r\n'],
    ['with an empty boundary', 'multipart/form-data; boundary=', '--\r\n'],
    ['that breaks off', 'multipart/form-data; boundary=x', '--x\r\nContent-Disposition: form-data'],
    ['of another boundary', 'multipart/form-data; boundary=x', '--y\r\n\r\n--y--'],
    ['without a body', 'multipart/form-data; boundary=x', ''],
    ['without a file', 'multipart/form-data; boundary=x', '--x--\r\n'],
    ['in capitals', 'MULTIPART/FORM-DATA; boundary=x', '--y'],
    ['of bytes', 'multipart/form-data; boundary=x', '\u0000\u0001\u00ff'],
  ])('refuses a form %s', async (_, type, body) => {
    const answer = await shop.app.request(`/api/products/${productId}/images`, {
      method: 'POST',
      headers: { ...(await shop.staff), 'content-type': type },
      body,
    })
    expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([
      400,
      'invalid_request',
    ])
  })

  it('serves it small, for ever, and once', async () => {
    const { path } = await upload(await picture().png().toBuffer())
    const answer = await shop.app.request(`/api/images/${path}?w=160`)
    expect(answer.headers.get('content-type')).toBe('image/webp')
    expect(answer.headers.get('cache-control')).toContain('immutable')
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
    expect((await sharp(await answer.arrayBuffer()).metadata()).width).toBe(160)
    const again = await shop.app.request(`/api/images/${path}?w=160`, {
      headers: { 'if-none-match': answer.headers.get('etag') ?? '' },
    })
    expect(again.status).toBe(304)
  })

  it('adds the same picture once', async () => {
    const bytes = await picture().png().toBuffer()
    await upload(bytes)
    await upload(bytes)
    const { body } = await shop.call(`GET /api/products/${productId}`)
    expect(body.images).toHaveLength(1)
  })

  it('refuses an SVG that says it is a PNG', async () => {
    expect((await upload(svg)).status).toBe(415)
  })

  it('says of an animated PNG what it is: PNG alone would read as allowed', async () => {
    const png = await picture().png().toBuffer()
    const control = Buffer.from('000000086163544c0000000100000000b92d58a9', 'hex')
    const animated = Buffer.concat([png.subarray(0, 33), control, png.subarray(33)])
    const headers = { ...(await shop.staff), 'content-type': 'image/png' }
    const path = `/api/products/${productId}/images`
    const answer = await shop.app.request(path, { method: 'POST', headers, body: animated })
    expect([answer.status, await answer.json()]).toMatchObject([
      415,
      { detail: expect.stringContaining('not animated), WebP or AVIF; this one is image/apng') },
    ])
  })

  it('refuses widths that are not on the list, and paths that are not a hash', async () => {
    const { path } = await upload(await picture().png().toBuffer())
    const paths = [`${path}?w=161`, '..%2f..%2fetc%2fpasswd', '%2fetc%2fpasswd', 'x.webp']
    const answers = await Promise.all(paths.map((one) => shop.app.request(`/api/images/${one}`)))
    expect(answers.map(({ status }) => status)).toEqual([400, 400, 400, 400])
    const unknown = await shop.app.request(`/api/images/${'0'.repeat(64)}.webp`)
    expect(unknown.status).toBe(404)
  })

  it('arranges pictures and takes off those left out', async () => {
    const first = await upload(await picture(20, 20).png().toBuffer())
    const second = await upload(await picture(30, 30).png().toBuffer())
    const arrange = (paths: string[]) =>
      shop.call(`PUT /api/products/${productId}/images`, {
        body: { images: paths.map((path) => ({ path })) },
      })
    const swapped = await arrange([second.path, first.path])
    expect(swapped.body.images[0].path).toBe(second.path)
    expect((await arrange([first.path])).body.images).toHaveLength(1)
    expect((await arrange([second.path])).status).toBe(400)
  })

  it('gives a category its picture, shows it where the category is shown, and takes it away', async () => {
    const { body: category } = await shop.call('POST /api/categories', {
      body: { name: { en: 'Mugs' } },
    })
    const path = `/api/categories/${category.categoryId}/image`
    const put = async (bytes: Uint8Array<ArrayBuffer>) =>
      await shop.app.request(path, {
        method: 'PUT',
        headers: { ...(await shop.staff), 'content-type': 'image/png' },
        body: bytes,
      })
    expect((await put(new Uint8Array(svg))).status).toBe(415)
    const given = await put(new Uint8Array(await picture().png().toBuffer()))
    expect(given.status).toBe(200)
    const { body } = await shop.call('GET /api/categories/mugs', { as: 'guest' })
    expect(body.imagePath).toMatch(/^[0-9a-f]{64}\.webp$/)
    expect((await shop.app.request(`/api/images/${body.imagePath}?w=160`)).status).toBe(200)
    expect((await shop.call(`DELETE ${path}`, { as: 'customer' })).status).toBe(403)
    expect((await shop.call(`DELETE ${path}`)).status).toBe(204)
    const { body: bare } = await shop.call('GET /api/categories/mugs', { as: 'guest' })
    expect(bare.imagePath).toBeUndefined()
  })
})
