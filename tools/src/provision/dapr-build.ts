import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { attempt } from '../runner/files.ts'
import { checkout } from '../runner/plan/layout.ts'
import { identityOf, stillRuns } from '../runner/process/identity.ts'
import { UserError } from '../runner/screen/user-error.ts'
import { isExecutable, type Progress, run, which } from './commands.ts'

export type BuildOptions = {
  version: string
  folder: string
  env: NodeJS.ProcessEnv
  progress: Progress
  signal?: AbortSignal
  usualGo?: readonly string[]
}

/** About how many packages a cold build compiles; only the percentage shown depends on it. */
const packagesToCompile = 3200

/**
 * Builds daprd, placement and scheduler from the pinned module in `tools/dapr-runtime`, once per machine.
 * They are built beside their place and moved there whole, so that a broken build leaves nothing behind;
 * a second start meanwhile waits for the first one's build.
 */
export async function buildDapr(options: BuildOptions): Promise<void> {
  const go = findGo(options)
  const workshop = `${options.folder}-build`
  if (await anotherBuilds(workshop, options.progress)) return
  rmSync(workshop, { recursive: true, force: true })
  mkdirSync(workshop, { recursive: true })
  const builder = { pid: process.pid, identity: identityOf(process.pid) }
  writeFileSync(join(workshop, 'builder.json'), JSON.stringify(builder))
  try {
    await compileAll(go, workshop, options)
    rmSync(join(workshop, 'builder.json'))
    rmSync(options.folder, { recursive: true, force: true })
    renameSync(workshop, options.folder)
  } finally {
    rmSync(workshop, { recursive: true, force: true })
  }
}

const usualPlaces = ['/usr/local/go/bin/go', '/opt/homebrew/bin/go']

function findGo({ env, usualGo = usualPlaces }: BuildOptions): string {
  const go = which('go', env.PATH) ?? usualGo.find(isExecutable)
  if (go) return go
  throw new UserError(
    'Dapr is not installed and Go, which would build it, is missing. Install one of them: ' +
      '`dapr init --slim` (https://docs.dapr.io/getting-started/install-dapr-cli), or Go 1.21 or newer (https://go.dev/dl)',
  )
}

/** Waits while another process builds; answers whether it brought a build to its end. */
async function anotherBuilds(workshop: string, progress: Progress): Promise<boolean> {
  let waited = false
  for (;;) {
    const builder = readBuilder(join(workshop, 'builder.json'))
    if (!builder || !stillRuns(builder)) break
    progress(`Waiting for the build of Dapr that process ${builder.pid} makes`)
    waited = true
    await sleep(500)
  }
  return waited && isExecutable(join(workshop.slice(0, -'-build'.length), 'scheduler'))
}

type Builder = { pid: number; identity?: string }

const readBuilder = (file: string): Builder | undefined =>
  attempt(() => JSON.parse(readFileSync(file, 'utf8')))

async function compileAll(go: string, workshop: string, options: BuildOptions): Promise<void> {
  const { version, progress, signal } = options
  const report = reportBuild(version, progress)
  const link = `-s -w -X github.com/dapr/dapr/pkg/buildinfo.version=${version}`
  const common = ['build', '-v', '-trimpath', '-mod=readonly', '-ldflags', link]
  const command = 'github.com/dapr/dapr/cmd'
  const tags = ['-tags', 'allcomponents']
  const all = `${workshop}/`
  try {
    await goBuild(go, [...common, ...tags, '-o', all, `${command}/daprd`], report, signal)
    const others = [`${command}/placement`, `${command}/scheduler`]
    await goBuild(go, [...common, '-o', all, ...others], report, signal)
  } finally {
    report.end()
  }
}

async function goBuild(
  go: string,
  args: readonly string[],
  report: Report,
  signal: AbortSignal | undefined,
): Promise<void> {
  const module = join(checkout, 'tools', 'dapr-runtime')
  const env = { CGO_ENABLED: '0', GOFLAGS: '', GOWORK: 'off' }
  const { code, output } = await run(go, args, { cwd: module, env, signal, onLine: report.line })
  if (code === 0) return
  const lines = output.split('\n').filter((line) => !line.startsWith('go: downloading'))
  throw new UserError(
    `Go could not build Dapr: ${lines.at(-1)}. Try again, or install Dapr: \`dapr init --slim\``,
  )
}

type Report = { line: (line: string) => void; end: () => void }

function reportBuild(version: string, progress: Progress): Report {
  const startedAt = performance.now()
  let downloaded = 0
  let compiled = 0
  const say = () => {
    const percent = Math.min(99, Math.floor((100 * compiled) / packagesToCompile))
    const time = clock(Math.round((performance.now() - startedAt) / 1000))
    const phase = compiled === 0 ? `${downloaded} modules downloaded` : `${percent} %`
    progress(`building ${version} with Go, 5 to 10 minutes, once per machine: ${phase}, ${time}`)
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
