import { createWriteStream } from 'node:fs'
import { finished } from 'node:stream/promises'
import { exportLines } from '@comptoir/catalogue-import/export-lines'
import { csvLine } from '@comptoir/catalogue-import/reading/csv-records'
import { openShop } from '../shop/running-shop.ts'
import { readCatalogue } from './catalogue-reader.ts'

/** Writes the whole catalogue of a running shop, with its stock, as CSV. */
export async function exportCatalogue(input: {
  readonly csv: string
  readonly url: string | undefined
}): Promise<undefined> {
  const { shop, url } = openShop(input.url)
  const catalogue = await readCatalogue(shop)
  const file = createWriteStream(input.csv)
  let lines = 0
  for (const cells of exportLines(catalogue, url)) {
    file.write(`${csvLine(cells)}\n`)
    lines++
  }
  file.end()
  await finished(file)
  console.log(
    `${catalogue.products.length} products in ${Math.max(0, lines - 1)} lines: ${input.csv}`,
  )
}
