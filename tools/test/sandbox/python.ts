import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'

/** Whether Python 3 with venv is there, which is all that is needed. */
export const hasPython = (): boolean =>
  spawnSync('python3', ['-c', 'import ensurepip, venv']).status === 0

/**
 * Installs pinned packages in a virtual environment of the tests' own, once per version; answers the folder of its programs.
 * @example installPython('schemathesis', 'e2e/fuzz/requirements.txt')
 */
export function installPython(name: string, requirements: string): string {
  const version = createHash('sha256').update(readFileSync(requirements)).digest('hex').slice(0, 12)
  const cache = process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache')
  const folder = join(cache, 'comptoir', `${name}-${version}`)
  const done = join(folder, 'installed')
  if (!existsSync(done)) {
    rmSync(folder, { recursive: true, force: true })
    runNow('python3', ['-m', 'venv', folder])
    runNow(join(folder, 'bin', 'pip'), ['install', '--quiet', '--requirement', requirements])
    writeFileSync(done, '')
  }
  return join(folder, 'bin')
}

function runNow(program: string, args: readonly string[]): void {
  const { status, stderr } = spawnSync(program, args, { encoding: 'utf8' })
  if (status !== 0) throw new Error(`${program} ${args.join(' ')}: ${stderr}`)
}
