import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

const longest = 140
/** Rows of tables, pictures and addresses cannot be wrapped. */
const unwrappable = /^(\||!\[|\s*(<)?https?:)/
const link = /\]\((?!https?:|mailto:|#)([^)\s#]+)/g

/** Lines of prose that are too long, and links to files that do not exist, as sentences. */
export function markdownFaults(root: string, files: readonly string[]): string[] {
  const pages = files.filter((file) => file.endsWith('.md'))
  if (pages.length === 0) return ['no page was read']
  return pages.flatMap((file) => {
    const text = readFileSync(join(root, file), 'utf8')
    return [...longLines(text), ...brokenLinks(text, dirname(join(root, file)))].map(
      (fault) => `${file}${fault}`,
    )
  })
}

function longLines(text: string): string[] {
  let isCode = false
  return text.split('\n').flatMap((line, at) => {
    if (line.startsWith('```')) isCode = !isCode
    const isProse = !isCode && !unwrappable.test(line)
    return isProse && line.length > longest ? [`:${at + 1} is longer than ${longest}`] : []
  })
}

function brokenLinks(text: string, folder: string): string[] {
  return [...text.matchAll(link)]
    .map(([, target = '']) => target)
    .filter((target) => !existsSync(join(folder, decodeURIComponent(target))))
    .map((target) => ` links to ${target}, which does not exist`)
}
