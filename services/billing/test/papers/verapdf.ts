import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'

const folder = join(import.meta.dirname, 'verapdf')
const answers = (program: string) => spawnSync(program, ['-version']).status === 0

/** Whether Maven and a Java that runs a source file (11 or newer) are there. */
export const hasMaven = (): boolean => answers('mvn') && answers('javac')

/**
 * The rules of PDF/A-3b that each file breaks, by their clauses; none of a valid one. Maven installs veraPDF, once per version.
 */
export function pdfaFaultsOf(files: readonly string[]): string[] {
  const program = ['-cp', classPath(), join(folder, 'Verify.java'), ...files]
  const { status, stdout, stderr } = spawnSync('java', program, { encoding: 'utf8' })
  if (status !== 0) throw new Error(`veraPDF: ${stderr}`)
  const lines = stdout.split('\n').filter((line) => line.startsWith('faults:'))
  return lines.map((line) => line.replace('faults:', '').trim())
}

function classPath(): string {
  const pom = join(folder, 'pom.xml')
  const version = createHash('sha256').update(readFileSync(pom)).digest('hex').slice(0, 12)
  const cache = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'comptoir')
  const file = join(cache, `verapdf-${version}.classpath`)
  if (existsSync(file)) return readFileSync(file, 'utf8').trim()
  mkdirSync(cache, { recursive: true })
  const goal = 'org.apache.maven.plugins:maven-dependency-plugin:3.8.1:build-classpath'
  const args = ['--quiet', '--batch-mode', '--file', pom, goal, `-Dmdep.outputFile=${file}`]
  const { status, stdout } = spawnSync('mvn', args, { encoding: 'utf8' })
  if (status !== 0) throw new Error(`mvn: ${stdout}`)
  return readFileSync(file, 'utf8').trim()
}
