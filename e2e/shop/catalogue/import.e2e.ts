import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openJourney } from '../../src/journey.ts'

const { platform, api, staff } = await openJourney()
const root = resolve(import.meta.dirname, '../../..')
const folder = mkdtempSync(join(tmpdir(), 'comptoir-import-e2e-'))
/** In every handle and SKU, so that a platform that is kept can be used again. */
const run = randomBytes(4).toString('hex')
/** A PNG of 4 × 3 pixels. */
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAQAAAADCAIAAAA7ljmRAAAADklEQVR4nGMIRQIMODkA6T0L9S0SIG0AAAAASUVORK5CYII=',
  'base64',
)
let pictures: Server
let pictureUrl: string

beforeAll(async () => {
  pictures = createServer((request, response) => {
    if (request.url === '/red.png') response.end(png)
    else response.writeHead(404).end()
  })
  await new Promise<void>((done) => pictures.listen(0, '127.0.0.1', done))
  const address = pictures.address()
  pictureUrl = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
})

afterAll(() => {
  pictures.close()
  rmSync(folder, { recursive: true })
})

/** Runs a command of the shop as a merchant would, from a terminal. */
async function command(name: string, ...args: string[]): Promise<{ code: number; output: string }> {
  const { email, password } = platform.staff
  const env = { ...process.env, STAFF_EMAIL: email, STAFF_PASSWORD: password }
  const all = [join(root, 'tools', 'bootstrap.mjs'), name, ...args, '--url', platform.gatewayUrl]
  return await new Promise((done) => {
    execFile(process.execPath, all, { env, timeout: 120_000 }, (error, stdout, stderr) => {
      done({ code: error ? Number(error.code) : 0, output: `${stdout}${stderr}` })
    })
  })
}

const columns =
  'Handle,Title,Body (HTML),Vendor,Type,Published,Option1 Name,Option1 Value,Variant SKU,Variant Grams,Variant Inventory Qty,Variant Price,Variant Barcode,Image Src,Image Position,Variant Image,Status'

function shopifyFile(): string {
  const file = join(folder, 'products_export.csv')
  const lines = [
    columns,
    `shirt-${run},Shirt ${run},<p>Doux.</p><p>Chaud.</p>,Atelier,Chemises,true,Taille,S,S-${run},200,5,50.00,4006381333931,${pictureUrl}/red.png,1,,active`,
    `shirt-${run},,,,,,,M,M/${run},210,-2,52.50,,,,${pictureUrl}/red.png,`,
    `draft-${run},Brouillon ${run},,Atelier,Chemises,true,Title,Default Title,D-${run},100,5,9.00,,,,,draft`,
    `bad-${run},Rack 19" noir,,Atelier,Chemises,true,Title,Default Title,B-${run},100,5,9.00,,,,,active`,
    `pcs-${run},Vis,,Atelier,Chemises,true,Title,Default Title,P-${run},100,5 pcs,9.00,,,,,active`,
    `gone-${run},Sans photo,,Atelier,Chemises,true,Title,Default Title,G-${run},100,5,9.00,,${pictureUrl}/gone.png,1,,active`,
  ]
  writeFileSync(file, `${lines.join('\r\n')}\r\n`)
  return file
}

type ProductBody = {
  status: string
  options: unknown
  description: { fr: string }
  images: { path: string }[]
  variants: {
    sku: string
    price: { amount: number }
    options: unknown
    imagePath?: string
    available: number
  }[]
}

describe('an export of another shop', () => {
  let first: { code: number; output: string }

  beforeAll(async () => {
    const report = join(folder, 'report.csv')
    first = await command('import', shopifyFile(), '--report', report, '--allow-private-hosts')
  })

  it('is imported but the lines that are refused, which the exit code, summary and report say', () => {
    expect([first.code, first.output]).toEqual([2, expect.stringContaining('Refused: 2 lines.')])
    expect(first.output).toContain('Products: 3 created, 0 changed, 0 unchanged.')
    expect(first.output).toContain('line 5 (no id): a " stands within a cell')
    expect(first.output).toContain(`line 6 (shopify-pcs-${run}): stock: "5 pcs"`)
    const report = readFileSync(join(folder, 'report.csv'), 'utf8')
    expect(report).toContain(`bad-${run},Rack 19"" noir`)
    expect(report).toContain('it answers 404')
  })

  it('shows its options, variants and their picture to shoppers, and no drafts', async () => {
    const { body } = await api<ProductBody>(`GET /api/products/shirt-${run}`)
    expect(body.options).toEqual([{ name: 'Taille', values: ['S', 'M'] }])
    expect(body.description.fr).toBe('Doux.\n\nChaud.')
    const path = body.images[0]?.path
    expect(body.variants.map(({ sku, options, imagePath }) => [sku, options, imagePath])).toEqual([
      [`S-${run}`, { Taille: 'S' }, undefined],
      [`M-${run}`, { Taille: 'M' }, path],
    ])
    expect((await api(`GET /api/images/${path}`)).status).toBe(200)
    const draft = `GET /api/products/draft-${run}`
    expect((await api(draft)).status).toBe(404)
    expect((await api(draft, { token: staff })).status).toBe(200)
    const found = await api<{ items: { slug: string }[] }>(`GET /api/search?q=${run}`)
    expect(found.body.items.map(({ slug }) => slug)).not.toContain(`draft-${run}`)
  })

  it('changes nothing the second time', async () => {
    const again = await command('import', shopifyFile(), '--allow-private-hosts')
    expect(again.output).toContain('Products: 0 created, 0 changed, 3 unchanged.')
    expect(again.output).toContain('Stock: 0 created, 0 changed, 4 unchanged.')
  })

  it('takes no variant away whose line is refused', async () => {
    const file = join(folder, 'one-refused.csv')
    const lines = readFileSync(shopifyFile(), 'utf8').replace(',200,5,50.00,', ',200,5,free,')
    writeFileSync(file, lines.replace(',52.50,', ',53.50,'))
    const { code, output } = await command('import', file, '--allow-private-hosts')
    expect([code, output]).toEqual([
      2,
      expect.stringContaining(`line 2 (shopify-shirt-${run}): 1 of 2 variants refused`),
    ])
    expect(output).toContain('variant "…" stays as the shop has it')
    const { body } = await api<ProductBody>(`GET /api/products/shirt-${run}`)
    expect(body.variants.map(({ sku, price }) => [sku, price.amount])).toEqual([
      [`S-${run}`, 5000],
      [`M-${run}`, 5350],
    ])
  })

  it('refuses pictures of this machine unless they are allowed', async () => {
    const file = join(folder, 'private.csv')
    const line = `cup-${run},Tasse,,Atelier,Tasses,true,Title,Default Title,C-${run},100,5,9.00,,${pictureUrl}/red.png,1,,active`
    writeFileSync(file, `${columns}\n${line}\n`)
    const { code, output } = await command('import', file)
    expect([code, output]).toEqual([0, expect.stringContaining('is not of the public internet')])
  })
})

describe('the whole catalogue', () => {
  it('changes nothing when its export is imported', async () => {
    const file = join(folder, 'catalogue.csv')
    const written = await command('export', '--csv', file)
    expect([written.code, written.output]).toEqual([0, expect.stringContaining('products in')])
    const count = Number(/^(\d+) products/m.exec(written.output)?.[1])
    expect(count).toBeGreaterThan(3)
    const { code, output } = await command('import', file)
    expect([code, output]).toEqual([
      0,
      expect.stringContaining(`Products: 0 created, 0 changed, ${count} unchanged.`),
    ])
    expect(output).toContain('Stock: 0 created, 0 changed')
  })
})
