import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { LineNote, Survey } from './survey.ts'
import type { Written } from './write-products.ts'

/** Writes every rejected and odd line with its number and reason as CSV. */
export function writeReport(
  file: string,
  { rejected, notes }: { rejected: readonly LineNote[]; notes: readonly LineNote[] },
): void {
  const lines = [
    ...rejected.map((note) => ({ kind: 'rejected', ...note })),
    ...notes.map((note) => ({ kind: 'note', ...note })),
  ].sort((a, b) => a.line - b.line)
  const rows = lines.map(
    ({ kind, line, id, reason }) => `${kind},${line},${cell(id)},${cell(reason)}`,
  )
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, `${['kind,line,id,reason', ...rows].join('\n')}\n`)
}

const cell = (text: string): string => `"${text.replaceAll('"', '""')}"`

/** The end of an import in a few lines. */
export function summaryOf(survey: Survey, written: Written, reportFile: string): string {
  const { categoriesOf, categories, lines, notes } = survey
  const several = [...categoriesOf.values()].filter((names) => names.length > 1).length
  const rejected = [...survey.rejected, ...written.refused]
  const { products, stock } = written
  return [
    `${lines} lines: ${categoriesOf.size} products in ${categories.length} categories, ${several} of them in more than one.`,
    `Products: ${products.created} created, ${products.updated} updated, ${products.unchanged} unchanged.`,
    `Stock: ${stock.created} created, ${stock.changed} changed, ${stock.unchanged} unchanged.`,
    `Rejected lines: ${rejected.length}.`,
    ...rejected
      .slice(0, 20)
      .map(({ line, id, reason }) => `  line ${line} (${id || 'no id'}): ${reason}`),
    ...(rejected.length > 20 ? [`  and ${rejected.length - 20} more`] : []),
    ...noteCounts(notes),
    `Every line with its reason: ${reportFile}`,
  ].join('\n')
}

/** Notes of the same kind are counted: a reason without what it quotes. */
function noteCounts(notes: readonly LineNote[]): string[] {
  const counts = new Map<string, number>()
  for (const { reason } of notes) {
    const kind = reason.replace(/"[^"]*"/g, '"…"').replace(/line \d+/g, 'line …')
    counts.set(kind, (counts.get(kind) ?? 0) + 1)
  }
  return [...counts].map(([kind, count]) => `Note: on ${count} lines, ${kind}.`)
}
