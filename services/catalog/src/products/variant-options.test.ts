import { beforeEach, describe, expect, it } from 'vitest'
import { createTestShop } from '../../test/catalog-app.ts'
import { optionProblem, optionsOf } from './variant-options.ts'

const shirt = (sku: string, options: Record<string, string>) => ({
  sku,
  options,
  price: { amount: 5000, currency: 'EUR' },
  weightGrams: 200,
})
const size = { name: 'Size', values: ['S', 'M'] }

describe('options of variants', () => {
  it('are theirs in the order in which they name them', () => {
    const variants = [
      shirt('A', { Size: 'S', Colour: 'red' }),
      shirt('B', { Size: 'M', Colour: 'red' }),
    ]
    expect(optionsOf(variants)).toEqual([size, { name: 'Colour', values: ['red'] }])
  })

  const wrong: [string, Parameters<typeof optionProblem>, string][] = [
    [
      'two variants alike',
      [[size], [shirt('A', { Size: 'S' }), shirt('B', { Size: 'S' })]],
      'A and B',
    ],
    ['no options on two variants', [[], [shirt('A', {}), shirt('B', {})]], 'A and B'],
    ['an option left open', [[size], [shirt('A', {})]], 'no value of the option "Size"'],
    ['a value out of the list', [[size], [shirt('A', { Size: 'XXL' })]], '"XXL" is not a value'],
    ['an option not declared', [[], [shirt('A', { Size: 'S' })]], 'has no option "Size"'],
    ['an option twice', [[size, { name: 'size', values: ['S'] }], []], '"size" stands twice'],
    ['a value twice', [[{ name: 'Size', values: ['S', 's '] }], []], '"s " stands twice'],
    ['a name of every object', [[{ ...size, name: 'constructor' }], [shirt('A', {})]], 'no value'],
  ]
  it.each(wrong)('refuse %s', (_, [options, variants], reason) => {
    expect(optionProblem(options, variants)?.message).toContain(reason)
  })

  it('may be none when names tell the variants apart', () => {
    const named = (sku: string, fr: string) => ({ ...shirt(sku, {}), name: { fr } })
    expect(optionProblem([], [named('A', 'Petit'), named('B', 'Grand')])).toBeUndefined()
  })
})

describe('a product with options', () => {
  let shop: ReturnType<typeof createTestShop>
  let shelf: string

  beforeEach(async () => {
    shop = createTestShop()
    const { body } = await shop.call('POST /api/categories', { body: { name: { en: 'Clothes' } } })
    shelf = body.categoryId
  })
  const input = (over: object = {}) => ({
    status: 'active',
    title: { en: 'Full shirt' },
    categoryIds: [shelf],
    variants: [shirt('FS-S', { Size: 'S' }), shirt('FS-M', { Size: 'M' })],
    ...over,
  })
  const create = (over: object = {}) => shop.call('POST /api/products', { body: input(over) })
  const list = async (q = '') => (await shop.call(`GET /api/products?q=${q}`, { as: 'guest' })).body

  it('shows them in detail and in lists, values in the order asked for', async () => {
    const options = [{ name: 'Size', values: ['M', 'S', 'L'] }]
    const { body } = await create({ options })
    expect(body.options).toEqual(options)
    expect((await list()).items[0].options).toEqual(options)
  })

  it('is refused when two of its variants are the same choice', async () => {
    const twins = [shirt('A', { Size: 'S' }), shirt('B', { Size: 'S' })]
    const answer = await create({ variants: twins })
    expect([answer.status, answer.body.errors[0].field]).toEqual([400, 'variants.options'])
  })

  it('is bought by its address but found nowhere when it is unlisted', async () => {
    const { body } = await create({ visibility: 'unlisted' })
    expect([(await list()).total, (await list('shirt')).total]).toEqual([0, 0])
    const read = await shop.call(`GET /api/products/${body.slug}`, { as: 'guest' })
    expect([read.status, read.body.visibility]).toEqual([200, 'unlisted'])
    await shop.call(`PUT /api/products/${body.productId}`, { body: input() })
    expect((await list()).total).toBe(0)
    await shop.call(`PUT /api/products/${body.productId}`, {
      body: input({ visibility: 'listed' }),
    })
    expect((await list()).total).toBe(1)
  })

  it('says why nobody withdraws from it until staff take that away; carts and orders copy it', async () => {
    const { body } = await create({ withdrawalExclusion: 'perishable' })
    const put = async (over: object) =>
      (await shop.call(`PUT /api/products/${body.productId}`, { body: input(over) })).body
    expect([body.withdrawalExclusion, (await put({})).withdrawalExclusion]).toEqual([
      ...['perishable', 'perishable'],
    ])
    const read = await shop.call(`GET /api/products/${body.slug}`, { as: 'guest' })
    expect(read.body.withdrawalExclusion).toBe('perishable')
    expect((await put({ withdrawalExclusion: null })).withdrawalExclusion).toBeUndefined()
    const wrong = await shop.call('POST /api/products', {
      body: input({ withdrawalExclusion: 'heavy' }),
    })
    expect([wrong.status, wrong.body.errors[0].field]).toEqual([400, 'withdrawalExclusion'])
  })

  it('shows a picture for each variant, which stays when it is left out and goes with the picture', async () => {
    const { body } = await create()
    const path = `${'a'.repeat(64)}.webp`
    await shop.productCommands.change(body.productId, (product) => ({
      next: {
        ...product,
        images: [{ path, width: 1, height: 1, source: 'https://x.example/a.jpg' }],
      },
      events: [],
    }))
    const put = (variants: object[]) =>
      shop.call(`PUT /api/products/${body.productId}`, { body: input({ variants }) })
    const [small, medium] = input().variants
    await put([{ ...small, imagePath: path }, { ...medium }])
    await put([{ ...small }, { ...medium }])
    const read = () => shop.call(`GET /api/products/${body.productId}`, { as: 'guest' })
    const shown = (await read()).body
    expect(shown.variants.map((v: { imagePath?: string }) => v.imagePath)).toEqual([
      path,
      undefined,
    ])
    expect(shown.images).toEqual([{ path, width: 1, height: 1 }])
    await shop.call(`PUT /api/products/${body.productId}/images`, { body: { images: [] } })
    expect((await read()).body.variants[0].imagePath).toBeUndefined()
  })

  it('is refused with a picture that it does not have', async () => {
    const { body } = await create()
    const variants = [{ ...shirt('FS-S', { Size: 'S' }), imagePath: 'x.webp' }]
    const answer = await shop.call(`PUT /api/products/${body.productId}`, {
      body: input({ variants }),
    })
    expect([answer.status, answer.body.errors[0].field]).toEqual([400, 'variants.imagePath'])
  })

  it('reads as before when it was stored before options were typed', async () => {
    const { body } = await create()
    const key = `products:${body.productId}`
    const stored = await shop.store.state.read(key)
    const envelope = structuredClone(stored?.value) as { data: Record<string, unknown> }
    for (const field of ['options', 'visibility']) delete envelope.data[field]
    await shop.store.state.write({ key, value: envelope, etag: stored?.etag })
    const old = await shop.products.get(body.productId)
    expect([old?.data.options, old?.data.visibility]).toEqual([[size], 'listed'])
    const again = await shop.productCommands.replace(body.productId, {
      ...input(),
      taxClass: 'standard',
      attributes: {},
    } as never)
    expect(again.outcome).toBe('unchanged')
  })
})
