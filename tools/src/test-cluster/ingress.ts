import { spawn } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { clusterEnvironment, script } from '../cluster/programs.ts'
import { missingPage } from '../runner/process/health.ts'
import { UserError } from '../runner/screen/user-error.ts'

const address = '127.0.0.1:8088'
const longestWaitMs = 60_000

/** Where the Ingress of the shop is reached. */
export type IngressController = { readonly url: string; stop(): void }

/**
 * Starts Traefik as a process of this machine, which routes by the Ingresses of the cluster of `tools/cluster`, straight
 * to its pods. Answers when the shop does.
 */
export async function startIngressController(): Promise<IngressController> {
  await script('build-tools', ['traefik'], (text) => console.log(`  ${text}`))
  const options = [
    `--entrypoints.web.address=${address}`,
    '--providers.kubernetesingress=true',
    // the default of 2 s is how long a pod that left would still be asked
    '--providers.providersthrottleduration=100ms',
    ...['--log.level=ERROR', '--global.checknewversion=false', '--global.sendanonymoususage=false'],
  ]
  let said = ''
  const env = { ...process.env, ...clusterEnvironment({}) }
  const traefik = spawn('traefik', options, { env, stdio: ['ignore', 'pipe', 'pipe'] })
  const listen = (chunk: Buffer) => {
    said = (said + chunk).slice(-2_000)
  }
  traefik.stdout.on('data', listen)
  traefik.stderr.on('data', listen)
  traefik.on('error', (error) => listen(Buffer.from(error.message)))
  const url = `http://${address}`
  const isUp = await answers(`${url}/readyz`, () => traefik.exitCode === null)
  if (!isUp) {
    traefik.kill()
    throw new UserError(`The shop is not reached through its Ingress at ${url}: ${said}`)
  }
  return { url, stop: () => traefik.kill() }
}

async function answers(url: string, isRunning: () => boolean): Promise<boolean> {
  const deadline = performance.now() + longestWaitMs
  while (isRunning() && performance.now() < deadline) {
    if ((await missingPage(url)) === undefined) return true
    await sleep(200)
  }
  return false
}
