import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Cluster, clusterEnvironment, kubectl, kubectlArguments } from '../cluster/programs.ts'
import { checkout } from '../runner/plan/layout.ts'
import { UserError } from '../runner/screen/user-error.ts'

const longestWaitMs = 60_000

/**
 * Writes a changed source into the running container of a service, twice, with the command that Tilt and Skaffold use:
 * each time the program must start again in the same container, and be ready.
 */
export async function liveUpdate(cluster: Cluster, service: string): Promise<void> {
  const restarts = await restartsOf(cluster, service)
  for (const change of ['first', 'second']) {
    const before = await startOf(cluster, service)
    writeSource(cluster, service, `services/${service}/src/main.ts`, `// ${change} change`)
    await startedAgain(cluster, service, before)
  }
  await kubectl(cluster, ['rollout', 'status', `deployment/${service}`, '--timeout=60s'])
  const now = await restartsOf(cluster, service)
  if (now !== restarts) throw new UserError(`the container of ${service} was restarted`)
}

/** Sends a changed file as a tar archive, as `tilt up` does. */
function writeSource(cluster: Cluster, service: string, file: string, line: string): void {
  const folder = mkdtempSync(join(tmpdir(), 'comptoir-live-'))
  try {
    const copy = join(folder, 'app', file)
    mkdirSync(dirname(copy), { recursive: true })
    writeFileSync(copy, `${readFileSync(join(checkout, file), 'utf8')}\n${line}\n`)
    const archive = spawnSync('tar', ['-C', folder, '-cf', '-', `app/${file}`]).stdout
    const into = ['exec', '-i', `deployment/${service}`, '-c', service, '--']
    const unpack = [...into, ...['tar', '-C', '/', '-x', '-f', '-']]
    const { status, stderr } = spawnSync('kubectl', kubectlArguments(cluster, unpack), {
      input: archive,
      env: { ...process.env, ...clusterEnvironment(cluster) },
    })
    if (status !== 0) throw new UserError(`${file} could not be written: ${stderr}`)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

async function startedAgain(cluster: Cluster, service: string, before: string): Promise<void> {
  const deadline = performance.now() + longestWaitMs
  while (performance.now() < deadline) {
    const now = await startOf(cluster, service)
    if (now !== '' && now !== before) return
    await sleep(500)
  }
  throw new UserError(`${service} did not start again when its source changed`)
}

/** The process ids of the program in the container, without its watcher's. */
async function startOf(cluster: Cluster, service: string): Promise<string> {
  const program = `
    const of = (pid) => { try { return fs.readFileSync('/proc/' + pid + '/cmdline', 'utf8') } catch { return '' } }
    const pids = fs.readdirSync('/proc').filter((pid) => /^[0-9]+$/.test(pid))
    const others = pids.filter((pid) => pid !== String(process.pid))
    console.log(others.filter((pid) => of(pid).includes('src/main.ts') && !of(pid).includes('--watch-path')).join())`
  const args = ['exec', `deployment/${service}`, '-c', service, '--', 'node', '-e', program]
  return (await kubectl(cluster, args)).trim()
}

async function restartsOf(cluster: Cluster, service: string): Promise<string> {
  const selector = `app.kubernetes.io/name=${service}`
  const path = `jsonpath={.items[*].status.containerStatuses[?(@.name=="${service}")].restartCount}`
  return await kubectl(cluster, ['get', 'pods', '-l', selector, '-o', path])
}
