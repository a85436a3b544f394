import { mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { checkout } from '../runner/layout.ts'
import { Trouble } from '../runner/trouble.ts'
import { isExecutable, run, which } from './commands.ts'
import type { Progress } from './dapr.ts'

export type BuildOptions = {
  version: string
  folder: string
  env: NodeJS.ProcessEnv
  progress: Progress
}

/** About how many packages a cold build compiles; only the percentage shown depends on it. */
const packagesToCompile = 3200

/**
 * Builds daprd, placement and scheduler from the pinned module in `tools/dapr-runtime`, once per machine.
 * They are built beside their place and moved there whole, so that a broken build leaves nothing behind.
 */
export async function buildDapr({ version, folder, env, progress }: BuildOptions): Promise<void> {
  const go = findGo(env)
  mkdirSync(dirname(folder), { recursive: true })
  const workshop = mkdtempSync(`${folder}-build-`)
  const report = reportBuild(version, progress)
  try {
    const link = `-s -w -X github.com/dapr/dapr/pkg/buildinfo.version=${version}`
    const common = ['build', '-v', '-trimpath', '-mod=readonly', '-ldflags', link]
    const component = 'github.com/dapr/dapr/cmd'
    await goBuild(
      go,
      [...common, '-tags', 'allcomponents', '-o', join(workshop, 'daprd'), `${component}/daprd`],
      report,
    )
    const others = [`${component}/placement`, `${component}/scheduler`]
    await goBuild(go, [...common, '-o', `${workshop}/`, ...others], report)
    rmSync(folder, { recursive: true, force: true })
    renameSync(workshop, folder)
  } finally {
    report.end()
    rmSync(workshop, { recursive: true, force: true })
  }
}

function findGo(env: NodeJS.ProcessEnv): string {
  const go =
    which('go', env.PATH) ?? ['/usr/local/go/bin/go', '/opt/homebrew/bin/go'].find(isExecutable)
  if (go) return go
  throw new Trouble(
    'Dapr is not installed and Go, which would build it, is missing. Install one of them: ' +
      '`dapr init --slim` (https://docs.dapr.io/getting-started/install-dapr-cli), or Go 1.21 or newer (https://go.dev/dl)',
  )
}

async function goBuild(go: string, args: readonly string[], report: Report): Promise<void> {
  const module = join(checkout, 'tools', 'dapr-runtime')
  const env = { CGO_ENABLED: '0', GOFLAGS: '', GOWORK: 'off' }
  const { code, output } = await run(go, args, { cwd: module, env, onLine: report.line })
  if (code === 0) return
  const reason = output
    .split('\n')
    .filter((line) => !line.startsWith('go: downloading'))
    .at(-1)
  throw new Trouble(
    `Go could not build Dapr: ${reason}. Try again, or install Dapr: \`dapr init --slim\` (see docs/running.md)`,
  )
}

type Report = { line: (line: string) => void; end: () => void }

function reportBuild(version: string, progress: Progress): Report {
  const startedAt = performance.now()
  let downloaded = 0
  let compiled = 0
  const say = () => {
    const percent = Math.min(99, Math.floor((100 * compiled) / packagesToCompile))
    const seconds = Math.round((performance.now() - startedAt) / 1000)
    const phase = compiled === 0 ? `${downloaded} modules downloaded` : `${percent} %`
    progress(
      `Building Dapr ${version} with Go, once per machine, about 5 to 8 minutes on two cores: ${phase}, ${clock(seconds)}`,
    )
  }
  const timer = setInterval(say, 1000)
  say()
  return {
    line: (line) => {
      if (line.startsWith('go: downloading')) downloaded += 1
      else compiled += 1
    },
    end: () => clearInterval(timer),
  }
}

const clock = (seconds: number) =>
  `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
