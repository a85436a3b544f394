import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { csvLine } from '@comptoir/catalogue-import/reading/csv-records'
import { notedLines, toRemarks } from '@comptoir/catalogue-import/remarks'
import type { LineNote } from '@comptoir/catalogue-import/rows/draft'
import type { Survey } from '@comptoir/catalogue-import/survey'
import type { Written } from '@comptoir/catalogue-import/write-products'

type Notes = { readonly refused: readonly LineNote[]; readonly notes: readonly LineNote[] }

/** Writes every refused and noted line with its number, its reason and, when refused, as it stood. As CSV, or JSON. */
export function writeReport(file: string, found: Notes): void {
  const lines = toRemarks(found).sort((a, b) => a.line - b.line)
  const rows = lines.map(({ kind, line, file: where = '', id, reason, raw = '' }) =>
    csvLine([kind, String(line), where, id, reason, raw]),
  )
  const csv = `${['kind,line,file,id,reason,text', ...rows].join('\n')}\n`
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, file.endsWith('.json') ? `${JSON.stringify(lines, undefined, 2)}\n` : csv)
}

/** The end of an import in a few lines; `written` is nothing when the file was only checked. */
export function summaryOf(
  survey: Survey,
  written: Written | undefined,
  reportFile: string,
): string {
  const { categories, lines, products, variants, several } = survey
  const refused = [...survey.refused, ...(written?.refused ?? [])]
  const notes = [...survey.notes, ...(written?.notes ?? [])]
  return [
    ...survey.said.map((text) => `Assumed: ${text}.`),
    `${lines} lines: ${products} products with ${variants} variants in ${categories.length} categories, ${several} of them in more than one.`,
    ...(written ? outcomesOf(written) : ['Checked only: nothing was written.']),
    `Refused: ${refused.length} lines.`,
    ...refused.slice(0, 20).map((note) => `  ${placeOf(note)}: ${note.reason}`),
    ...(refused.length > 20 ? [`  and ${refused.length - 20} more`] : []),
    ...partialLines(survey.partial),
    `Noted: ${notedLines(notes)} lines.`,
    ...noteCounts(notes),
    `Every line with its reason: ${reportFile}`,
  ].join('\n')
}

function outcomesOf({ products, stock, pictures }: Written): string[] {
  return [
    `Products: ${products.created} created, ${products.updated} changed, ${products.unchanged} unchanged.`,
    `Stock: ${stock.created} created, ${stock.changed} changed, ${stock.unchanged} unchanged.`,
    ...(pictures > 0 ? [`Pictures: ${pictures} added.`] : []),
  ]
}

/** Products that are written without what some of their lines say. */
function partialLines(partial: Survey['partial']): string[] {
  if (partial.length === 0) return []
  const shown = partial.slice(0, 20).map(({ kind, refused, of, ...product }) => {
    return `  ${placeOf(product)}: ${refused} of ${of} ${kind} refused`
  })
  return [
    `Products with refused lines: ${partial.length}.`,
    ...shown,
    ...(partial.length > 20 ? [`  and ${partial.length - 20} more`] : []),
  ]
}

function placeOf({ line, file, id }: Pick<LineNote, 'line' | 'file' | 'id'>): string {
  return `${file === undefined ? '' : `${file}, `}line ${line} (${id || 'no id'})`
}

/** Notes of the same kind are counted: a reason without what it quotes. */
function noteCounts(notes: readonly LineNote[]): string[] {
  const counts = new Map<string, number[]>()
  for (const { reason, line } of notes) {
    const kind = reason.replace(/"[^"]*"/g, '"…"').replace(/line \d+/g, 'line …')
    counts.set(kind, [...(counts.get(kind) ?? []), line])
  }
  return [...counts].map(([kind, lines]) => {
    const some = lines.slice(0, 5).join(', ')
    return `  ${lines.length}: ${kind} (${lines.length > 5 ? `lines ${some}, …` : `line ${some}`})`
  })
}
