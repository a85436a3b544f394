import { readFileSync, writeFileSync } from 'node:fs'

/** Puts a text into a page, between the marks that bear a name: `<!-- bench -->` … `<!-- /bench -->`. */
export function writeMarked(file: string, name: string, text: string): void {
  writeFileSync(file, withMarked(readFileSync(file, 'utf8'), name, text))
}

/** The page with another text between its marks. Throws when it has none of that name. */
export function withMarked(page: string, name: string, text: string): string {
  const [begin, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`]
  const [from, to] = [page.indexOf(begin), page.indexOf(end)]
  if (from < 0 || to < from) throw new Error(`no place for the report: ${begin} … ${end}`)
  return `${page.slice(0, from + begin.length)}\n\n${text}\n\n${page.slice(to)}`
}
