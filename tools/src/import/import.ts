import { createHash } from 'node:crypto'
import { basename, join, resolve } from 'node:path'
import { categoryIds } from '@comptoir/catalogue-import/category-ids'
import { type Prepared, prepareFile } from '@comptoir/catalogue-import/drafts'
import { FileProblem } from '@comptoir/catalogue-import/file-problem'
import { presetNames } from '@comptoir/catalogue-import/presets'
import { hashFile } from '@comptoir/catalogue-import/reading/source'
import { type Survey, surveyFile } from '@comptoir/catalogue-import/survey'
import { writeProducts } from '@comptoir/catalogue-import/write-products'
import type { TaxRate } from '@comptoir/contracts/billing/schemas'
import { checkout, layoutOf } from '../runner/plan/layout.ts'
import { readCommandLine, shopHelp, usageError } from '../runner/screen/command-line.ts'
import { runCommand, UserError } from '../runner/screen/user-error.ts'
import { createProgressBar } from '../shop/progress-bar.ts'
import { openShop } from '../shop/running-shop.ts'
import { type ShopApi, ShopProblem } from '../shop/shop-api.ts'
import { createCheckpoint } from './checkpoint.ts'
import { chooseMapping } from './choose-mapping.ts'
import { createPictureSource } from './pictures/picture-source.ts'
import { summaryOf, writeReport } from './report.ts'
import { createPictureWriter } from './write-pictures.ts'

const command = {
  run: 'npm run import --',
  summary: 'Loads products with their variants, pictures and stock from a CSV file into the shop.',
  positionals: 'FILE',
  options: {
    from: {
      type: 'string',
      value: 'SYSTEM',
      help: `what wrote the file: ${presetNames.join(', ')}, or auto, by its columns (default)`,
    },
    map: { type: 'string', value: 'FILE', help: 'how its columns become products, instead (YAML)' },
    check: { type: 'boolean', help: 'read the file and say what would be refused, write nothing' },
    report: {
      type: 'string',
      value: 'FILE',
      help: 'where refused and noted lines go (.csv or .json)',
    },
    combinations: { type: 'string', value: 'FILE', help: "PrestaShop's file of combinations" },
    images: { type: 'string', value: 'DIR', help: 'a folder with the pictures of the file' },
    'allow-private-hosts': {
      type: 'boolean',
      help: 'fetch pictures from this machine and private networks, too',
    },
    currency: { type: 'string', value: 'CODE', help: 'what the prices are in; default: EUR' },
    rate: { type: 'string', value: 'RATE', help: 'what one unit of it is in euros: 0.92' },
    'net-prices': { type: 'boolean', help: 'prices are without VAT' },
    language: { type: 'string', value: 'fr|en', help: 'the language of the texts; default: fr' },
    encoding: {
      type: 'string',
      value: 'NAME',
      help: 'how the file is encoded; default: found out',
    },
    'set-stock': { type: 'boolean', help: 'set the stock of items that exist already, too' },
    'from-start': {
      type: 'boolean',
      help: 'go through all of it, even if the last run stopped half-way',
    },
    url: { type: 'string', value: 'URL', help: shopHelp },
  },
  examples: [
    'npm run import -- products_export.csv --check',
    'npm run import -- products_export.csv --from shopify --language en --currency USD --rate 0.92',
    'npm run import -- products.csv --map map.yaml --images pictures/',
  ],
  exitCodes: {
    1: 'the import could not run, or not to its end',
    2: 'lines were refused, or the command line is wrong',
  },
} as const

function readOptions() {
  const { values, positionals } = readCommandLine(command)
  const [file] = positionals
  if (!file || positionals.length > 1) throw usageError(command, 'Name one file')
  if (values.map !== undefined && values.from !== undefined) {
    throw usageError(command, '--map and --from exclude each other')
  }
  return { ...values, file: resolve(file) }
}

type Options = ReturnType<typeof readOptions>

async function main(): Promise<number> {
  const options = readOptions()
  const { mapping, key, said } = await chooseMapping(options)
  const folder = join(layoutOf(checkout).home, 'imports')
  const report = options.report ?? join(folder, `${basename(options.file)}.report.csv`)
  console.log(`Reading ${options.file} …`)
  const prepared = await prepareFile(options.file, mapping, options)
  const read = await surveyFile(prepared)
  const survey = { ...read, said: [...said, ...read.said] }
  const written = options.check ? undefined : await write(options, prepared, survey, folder, key)
  const refused = [...survey.refused, ...(written?.refused ?? [])]
  writeReport(report, { refused, notes: [...survey.notes, ...(written?.notes ?? [])] })
  console.log(summaryOf(survey, written, report))
  return refused.length > 0 ? 2 : 0
}

async function write(
  options: Options,
  prepared: Prepared,
  survey: Survey,
  folder: string,
  mappingKey: string,
) {
  const { url, shop } = openShop(options.url)
  await checkTaxClasses(shop, survey.taxClasses)
  const ids = await categoryIds(shop, prepared.mapping, survey.categories)
  const key = `${await hashFile(options.file)} ${hashOf(mappingKey)} ${url}`
  const checkpoint = createCheckpoint(join(folder, `${basename(options.file)}.json`), key)
  const skip = options['from-start'] ? 0 : checkpoint.read()
  if (skip > 0) console.log(`Going on after ${skip} products (--from-start begins anew).`)
  const bar = createProgressBar(survey.products, 'products')
  bar.show(skip)
  const allowPrivateHosts = options['allow-private-hosts'] ?? false
  const written = await writeProducts({
    shop,
    prepared,
    categoryIdsOf: ids,
    writePictures: createPictureWriter({
      shop,
      pictures: createPictureSource({ folder: options.images, allowPrivateHosts }),
    }),
    setStock: options['set-stock'] ?? false,
    unplaced: survey.unplaced,
    skip,
    onBatch: ({ done, products, pictures }) => {
      checkpoint.write(done)
      bar.show(
        done,
        `${products.created} created, ${products.updated} changed, ${pictures} pictures`,
      )
    },
  })
  bar.end()
  checkpoint.clear()
  return written
}

/** Refuses tax classes that the shop has no VAT rate of: what has one could not be bought. */
async function checkTaxClasses(shop: ShopApi, wanted: ReadonlySet<string>): Promise<void> {
  const { body } = await shop<{ rates: TaxRate[] }>('GET /api/tax-rates')
  const known = [...new Set(body.rates.map(({ taxClass }) => taxClass))]
  const unknown = [...wanted].filter((name) => !known.includes(name))
  if (unknown.length === 0) return
  throw new UserError(
    `The shop has no tax class ${unknown.map((name) => `"${name}"`).join(', ')}; it has ${known.join(', ')}. Nothing was written.`,
  )
}

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex')

/** What the shop or the network refuses is said in one line: the run goes on from there the next time. */
async function mainWithOneLineErrors(): Promise<number> {
  try {
    return await main()
  } catch (error) {
    if (error instanceof FileProblem) throw new UserError(error.message)
    const isNetwork = error instanceof TypeError && error.message === 'fetch failed'
    if (!(error instanceof ShopProblem) && !isNetwork) throw error
    throw new UserError(`The import stopped: ${error.message}. Run it again to go on from there.`)
  }
}

await runCommand(mainWithOneLineErrors)
