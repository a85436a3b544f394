import { mkdirSync, renameSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { isExecutable, type Progress, run, which } from '../provision/commands.ts'
import { cacheFolder } from '../provision/dapr.ts'
import { checkout } from '../runner/plan/layout.ts'
import { UserError } from '../runner/screen/user-error.ts'
import type { Engine } from './engine.ts'

const version = '2.40.3'

/** The command line of docker compose: the plugin of this machine, or one that is built from its Go module, once. */
export async function findCompose({ env }: Engine, progress: Progress): Promise<string[]> {
  const plugin = await run('docker', ['compose', 'version', '--short'], { env: { ...env } })
  if (plugin.code === 0) return ['docker', 'compose']
  const program = join(cacheFolder(process.env, homedir()), `compose-${version}`, 'docker-compose')
  if (!isExecutable(program)) await build(program, progress)
  return [program]
}

async function build(program: string, progress: Progress): Promise<void> {
  const go = which('go') ?? ['/usr/local/go/bin/go'].find(isExecutable)
  if (!go) throw new UserError('docker compose is missing, and Go, which would build it')
  progress(`docker compose ${version} with Go, about 3 minutes, once per machine`)
  mkdirSync(dirname(program), { recursive: true })
  const name = 'github.com/docker/compose/v2'
  const link = `-s -w -X ${name}/internal.Version=v${version}`
  const args = ['build', '-mod=readonly', '-trimpath', '-ldflags', link]
  const cwd = join(checkout, 'tools', 'compose-program')
  const env = { CGO_ENABLED: '0', GOFLAGS: '', GOWORK: 'off' }
  const { code, output } = await run(go, [...args, '-o', `${program}.new`, `${name}/cmd`], {
    ...{ cwd, env },
  })
  if (code !== 0) throw new UserError(`Go could not build compose: ${output.split('\n').at(-1)}`)
  renameSync(`${program}.new`, program)
}
