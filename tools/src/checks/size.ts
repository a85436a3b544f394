import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const maxLines = 300
const source = /\.(ts|tsx|mts|js|mjs|cjs|lua|sh|css)$/

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
