import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

const maxLines = 300
const mostFiles = 15
const source = /\.(ts|tsx|mts|js|mjs|cjs|lua|sh|css)$/

const readable = /\.(ts|tsx|mts|js|mjs|lua)$/
const test = /\.(test|int\.test|e2e|site|faults|drill|fuzz|attack|papers)\.ts$|\/test\//

export type Measured = { readonly file: string; readonly lines: number }

/** Every file that git knows or would add. */
export function listFiles(root: string): string[] {
  const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
  })
  return listed.split('\n').filter((file) => file !== '' && existsSync(join(root, file)))
}

/** The hand-written source files among them, with their lines. */
export function measureSources(root: string, files: readonly string[]): Measured[] {
  return files
    .filter((file) => source.test(file))
    .map((file) => ({
      file,
      lines: readFileSync(join(root, file), 'utf8').trimEnd().split('\n').length,
    }))
}

/** The files over the budget, as sentences. */
export function sizeFaults(measured: readonly Measured[]): string[] {
  if (measured.length === 0) return ['no source file was measured']
  return measured
    .filter(({ lines }) => lines > maxLines)
    .map(({ file, lines }) => `${file} has ${lines} lines (at most ${maxLines})`)
}

/** Folders with more source files than a reader takes in at a glance, as sentences. Tests do not count. */
export function folderSizeFaults(files: readonly string[], atLeast = 100): string[] {
  const sources = files.filter((file) => readable.test(file) && !test.test(file))
  const broad = [...Map.groupBy(sources, dirname)]
    .filter(([, own]) => own.length > mostFiles)
    .map(([folder, own]) => `${folder} holds ${own.length} source files (at most ${mostFiles})`)
  const few = sources.length < atLeast ? [`only ${sources.length} source files were seen`] : []
  return [...broad, ...few]
}
