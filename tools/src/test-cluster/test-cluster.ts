import { report, testPhase } from '../../test/checks/check-runner.ts'
import { createSteps } from '../../test/checks/steps.ts'
import { loadImages } from '../cluster/images.ts'
import {
  hasDapr,
  installChart,
  localImages,
  readSecretKey,
  startCluster,
} from '../cluster/install.ts'
import { type Cluster, helm } from '../cluster/programs.ts'
import { memoryText, readUsage } from '../cluster/usage.ts'
import { readCommandLine } from '../runner/screen/command-line.ts'
import { runCommand, UserError } from '../runner/screen/user-error.ts'
import { demoShopLoaded } from './demo-shop.ts'
import { runSkaffold, runTilt } from './development-tools.ts'
import { dryRunChart } from './dry-run.ts'
import { leftBehind, leftWhenEnded } from './left-behind.ts'
import { type Forwarded, reachable, reachShop } from './port-forward.ts'
import { drillSettings, journeySettings } from './settings.ts'

const command = {
  run: 'npm run test:cluster --',
  summary:
    'Installs the chart on a Kubernetes, plays the order journey and the drills on it, and takes it away again.',
  options: {
    context: {
      type: 'string',
      value: 'NAME',
      help: 'the kubectl context to use; default: a cluster of one node, built and started here (Linux, root)',
    },
    namespace: {
      type: 'string',
      default: 'comptoir-test',
      value: 'NAME',
      help: 'where the shop goes',
    },
    registry: { type: 'string', value: 'HOST/PATH', help: 'with --context: where the images are' },
    tag: { type: 'string', value: 'TAG', help: 'with --context: their tag' },
    'no-tools': { type: 'boolean', default: false, help: 'without `tilt ci` and `skaffold run`' },
    drills: {
      type: 'string',
      value: 'PATTERN',
      help: 'only the drills whose names match: no journeys, no development tools',
    },
    keep: { type: 'boolean', default: false, help: 'leave the shop installed' },
  },
  examples: [
    'npm run test:cluster',
    "npm run test:cluster -- --drills 'a pod was replaced|a rolling upgrade'",
    'npm run test:cluster -- --context kind-kind --registry … --tag …',
  ],
  exitCodes: { 1: 'something failed' },
} as const

const steps = createSteps()

async function main(): Promise<number> {
  const { values } = readCommandLine(command)
  const cluster: Cluster = {
    namespace: values.namespace,
    ...(values.context !== undefined && { context: values.context }),
  }
  const chartValues = { images: [] as string[] }
  const isUp = await steps.run('cluster, Dapr and images', async () => {
    chartValues.images = await prepare(cluster, values)
    await requireEmpty(cluster)
    return []
  })
  if (isUp) await testChart(cluster, chartValues.images, values)
  // they load images into this cluster; another needs an engine and a registry
  if (isUp && cluster.context === undefined && !values.keep && !leavesOutTools(values)) {
    await steps.run('tilt ci', () => runTilt().then(() => []))
    await steps.run('skaffold run', () => runSkaffold().then(() => []))
  }
  return steps.finish()
}

const leavesOutTools = (values: { 'no-tools': boolean; drills?: string }) =>
  values['no-tools'] || values.drills !== undefined

/** What an interrupted run left would be counted with this one's: orders in the ledger, pods in the memory. */
async function requireEmpty(cluster: Cluster): Promise<void> {
  const [one] = await leftBehind(cluster)
  if (!one) return
  const { namespace } = cluster
  throw new UserError(
    `Namespace ${namespace} is not empty (${one}): kubectl delete namespace ${namespace}`,
  )
}

async function prepare(cluster: Cluster, { registry, tag }: { registry?: string; tag?: string }) {
  const progress = (text: string) => console.log(`  ${text}`)
  if (cluster.context === undefined) {
    await startCluster(progress)
    return localImages(await loadImages(progress))
  }
  if (!(await hasDapr(cluster))) throw new UserError('Dapr is not on this cluster: `dapr init -k`')
  if (!registry || !tag) throw new UserError('--context also needs --registry and --tag')
  return ['--set', `image.registry=${registry}`, '--set-string', `image.tag=${tag}`]
}

type Wanted = { readonly keep: boolean; readonly drills?: string }

async function testChart(
  cluster: Cluster,
  images: string[],
  { keep, drills }: Wanted,
): Promise<void> {
  const given = [...images, ...reachable, ...journeySettings]
  const install = (...more: string[]) => installChart(cluster, [...given, ...more])
  await steps.run('server-side dry run', async () => {
    const { faults, leftOut } = await dryRunChart(cluster)
    for (const kind of leftOut) console.log(`  ${kind} is not known here: left out`)
    return report('every resource is accepted', faults)
  })
  const isInstalled = await steps.run('helm install', async () => {
    await install()
    return []
  })
  if (isInstalled) {
    await steps.run('helm test', async () => {
      await demoShopLoaded(cluster)
      await helm(cluster, ['test', 'comptoir', '--timeout', '5m'])
      return []
    })
    console.log(memoryText(await readUsage(cluster)))
    await withShop(cluster, async (env) => {
      if (drills === undefined)
        await steps.run('journeys', testPhase('journeys', 'journeys', env).run)
      await steps.run('helm upgrade', () => install(...drillSettings).then(() => []))
      const chosen = drills === undefined ? [] : ['-t', drills]
      await steps.run('drills', testPhase('cluster', 'cluster', env, chosen).run)
    })
    console.log(memoryText(await readUsage(cluster)))
    await steps.run('helm rollback', async () => {
      await helm(cluster, ['rollback', 'comptoir', '1', '--wait', '--timeout', '8m'])
      return []
    })
  }
  if (keep) return
  await steps.run('helm uninstall leaves nothing', async () => {
    await helm(cluster, ['uninstall', 'comptoir', '--wait', '--timeout', '5m'])
    return report('nothing is left', await leftWhenEnded(cluster))
  })
}

/** Runs something with the shop of the cluster reachable on this machine, and the environment that says how. */
async function withShop(
  cluster: Cluster,
  run: (env: Record<string, string>) => Promise<unknown>,
): Promise<void> {
  const forwarded: Forwarded = await reachShop(cluster)
  try {
    await run({
      COMPTOIR_URL: forwarded.gatewayUrl,
      COMPTOIR_LEDGER_URL: forwarded.ledgerUrl,
      COMPTOIR_NAMESPACE: cluster.namespace,
      ...(cluster.context !== undefined && { COMPTOIR_CONTEXT: cluster.context }),
      STAFF_PASSWORD: await readSecretKey(cluster, 'staff-password'),
      ADMIN_PASSWORD: await readSecretKey(cluster, 'admin-password'),
      STRIPE_SECRET_KEY: await readSecretKey(cluster, 'stripe-secret-key'),
      STRIPE_WEBHOOK_SECRET: await readSecretKey(cluster, 'stripe-webhook-secret'),
    })
  } finally {
    forwarded.stop()
  }
}

await runCommand(main)
