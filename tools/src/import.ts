import { createHash } from 'node:crypto'
import { basename, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { categoryIds } from './import/category-ids.ts'
import { createCheckpoint } from './import/checkpoint.ts'
import { type Mapping, readMapping, readTextFile } from './import/mapping.ts'
import { summaryOf, writeReport } from './import/report.ts'
import { hashFile } from './import/source.ts'
import { type Survey, surveyFile } from './import/survey.ts'
import { writeProducts } from './import/write-products.ts'
import { checkout, layoutOf } from './runner/layout.ts'
import { runCommand, Trouble } from './runner/trouble.ts'
import { createCategoryFinder } from './shop/categories.ts'
import { createProgressBar } from './shop/progress-bar.ts'
import { findShop, findStaff } from './shop/running-shop.ts'
import { createShopApi } from './shop/shop-api.ts'
import { createStaffSession } from './shop/staff-session.ts'

const usage = `npm run import -- FILE [options]
  --map FILE       how its columns become products (YAML); default: tools/ikea-map.yaml
  --url URL        the shop's gateway; default: the shop that runs from this checkout
  --report FILE    where rejected and odd lines are written (CSV)
  --from-start     go through all of it, even if the last run stopped half-way
  --check          read the file and say what would be rejected, write nothing`

const flags = {
  map: { type: 'string', default: join(checkout, 'tools', 'ikea-map.yaml') },
  url: { type: 'string' },
  report: { type: 'string' },
  'from-start': { type: 'boolean', default: false },
  check: { type: 'boolean', default: false },
} as const

function readOptions(argv: string[]) {
  try {
    const { values, positionals } = parseArgs({
      args: argv,
      options: flags,
      allowPositionals: true,
    })
    const [file] = positionals
    if (!file || positionals.length > 1) throw new Trouble(usage)
    return { ...values, file: resolve(file), map: resolve(values.map) }
  } catch (error) {
    if (error instanceof Trouble) throw error
    throw new Trouble(`${error instanceof Error ? error.message.split('. ')[0] : error}\n${usage}`)
  }
}

async function main(): Promise<number> {
  const options = readOptions(process.argv.slice(2))
  const mapping = readMapping(options.map)
  const folder = join(layoutOf(checkout).home, 'imports')
  const report = options.report ?? join(folder, `${basename(options.file)}.report.csv`)
  console.log(`Reading ${options.file} …`)
  const survey = await surveyFile(options.file, mapping)
  if (options.check) {
    writeReport(report, survey)
    const nothing = { created: 0, updated: 0, changed: 0, unchanged: 0 }
    const written = { done: 0, products: nothing, stock: nothing, refused: [] }
    console.log(summaryOf(survey, written, report))
    return survey.rejected.length > 0 ? 2 : 0
  }
  const written = await write(options, mapping, survey, folder)
  const rejected = [...survey.rejected, ...written.refused]
  writeReport(report, { rejected, notes: survey.notes })
  console.log(summaryOf(survey, written, report))
  return rejected.length > 0 ? 2 : 0
}

type Options = ReturnType<typeof readOptions>

async function write(options: Options, mapping: Mapping, survey: Survey, folder: string) {
  const url = findShop(options.url)
  const shop = createShopApi(url)
  const token = createStaffSession(shop, findStaff())
  const find = await createCategoryFinder(shop, token)
  const ids = await categoryIds(mapping, survey, find)
  const key = `${await hashFile(options.file)} ${hashOf(readTextFile(options.map))} ${url}`
  const checkpoint = createCheckpoint(join(folder, `${basename(options.file)}.json`), key)
  const skip = options['from-start'] ? 0 : checkpoint.read()
  if (skip > 0) console.log(`Going on after ${skip} products (--from-start begins anew).`)
  const bar = createProgressBar(survey.categoriesOf.size, 'products')
  bar.show(skip)
  const written = await writeProducts({
    shop,
    token,
    path: options.file,
    mapping,
    categoryIdsOf: (id) => (survey.categoriesOf.get(id) ?? []).map((name) => ids.get(name) ?? ''),
    skip,
    onBatch: ({ done, products }) => {
      checkpoint.write(done)
      bar.show(done, `${products.created} created, ${products.updated} updated`)
    },
  })
  bar.end()
  checkpoint.clear()
  return written
}

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex')

await runCommand(main)
