import { createWriteStream } from 'node:fs'
import { finished } from 'node:stream/promises'
import { csvCell } from '../import/reading/csv-records.ts'
import { readCommandLine, shopHelp, usageError } from '../runner/screen/command-line.ts'
import { runCommand, UserError } from '../runner/screen/user-error.ts'
import { openShop } from '../shop/running-shop.ts'
import { ShopProblem } from '../shop/shop-api.ts'
import { readCatalogue } from './catalogue-reader.ts'
import { exportLines } from './export-lines.ts'

const command = {
  run: 'npm run export --',
  summary:
    'Writes the whole catalogue with its stock as CSV; importing that file again changes nothing.',
  options: {
    csv: { type: 'string', value: 'FILE', help: 'the file to write' },
    url: { type: 'string', value: 'URL', help: shopHelp },
  },
  examples: ['npm run export -- --csv catalogue.csv'],
  exitCodes: { 1: 'the export could not run, or not to its end' },
  notes: 'STAFF_EMAIL and STAFF_PASSWORD say who asks.',
} as const

async function main(): Promise<number> {
  const { values } = readCommandLine(command)
  if (values.csv === undefined) throw usageError(command, 'Say where to write it: --csv FILE')
  const { shop, url } = openShop(values.url)
  const catalogue = await readCatalogue(shop)
  const file = createWriteStream(values.csv)
  let lines = 0
  for (const cells of exportLines(catalogue, url)) {
    file.write(`${cells.map(csvCell).join(',')}\n`)
    lines++
  }
  file.end()
  await finished(file)
  console.log(
    `${catalogue.products.length} products in ${Math.max(0, lines - 1)} lines: ${values.csv}`,
  )
  return 0
}

async function mainWithOneLineErrors(): Promise<number> {
  try {
    return await main()
  } catch (error) {
    const isSystem = error instanceof Error && 'code' in error
    if (!(error instanceof ShopProblem) && !isSystem) throw error
    throw new UserError(`The export stopped: ${error.message}`)
  }
}

await runCommand(mainWithOneLineErrors)
