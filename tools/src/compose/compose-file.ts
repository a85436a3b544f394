import { type AppId, appIds } from '@comptoir/contracts/topology'
import { programs } from '../image/programs.ts'
import { daprVersion } from '../provision/dapr.ts'
import { durable } from '../provision/redis.ts'
import { keepsFiles } from '../resources/chart-platform.ts'
import { placementFlags, schedulerFlags, sidecarFlags } from '../resources/dapr-flags.ts'
import { nodeFlags } from '../resources/node-flags.ts'
import { passwordVariable } from '../runner/plan/redis-url.ts'
import {
  backOfficeEnvironmentHere,
  backOfficePort,
  commandEnvironment,
  environmentOf,
  gatewayPort,
  mailboxPort,
  messagesEnvironmentHere,
  paypalEnvironmentHere,
  paypalPort,
  pickupPointsEnvironmentHere,
  ports,
  redisEnvironment,
  setting,
  sidecarEnvironmentOf,
  simulatorEnvironmentHere,
  simulatorPort,
  storefrontPort,
  viesEnvironmentHere,
} from './compose-environment.ts'

/** Where volumes are mounted, the same in every container. */
export const folders = {
  blobs: '/blobs',
  data: '/data',
  names: '/names',
  resources: '/resources',
}

const user = '65532:65532'
export const redisImage = 'redis:7'
export const daprImage = `daprio/dapr:${daprVersion}`

/** What every container of the file has: the merge key `<<: *container`. */
const container = {
  restart: 'unless-stopped',
  user,
  read_only: true,
  tmpfs: ['/tmp'],
  cap_drop: ['ALL'],
  security_opt: ['no-new-privileges:true'],
}
const once = { restart: 'no' }

const healthy = { condition: 'service_healthy' }
const started = { condition: 'service_started' }
const completed = { condition: 'service_completed_successfully' }

/** `compose.yaml`: the shop of `npm start` in containers; `merge` stands for the settings that all of them share. */
export function composeFile() {
  return {
    name: 'comptoir',
    'x-container': container,
    services: {
      prepare: prepare(),
      redis: redis(),
      placement: dapr('placement', placementFlags(ports, '0.0.0.0')),
      scheduler: scheduler(),
      'payment-simulator': paymentSimulator(),
      'paypal-simulator': paypalSimulator(),
      'vies-simulator': viesSimulator(),
      'pickup-points-simulator': pickupPointsSimulator(),
      'message-simulator': messageSimulator(),
      ...Object.assign({}, ...appIds.map(serviceContainers)),
      'back-office': backOffice(),
      'demo-shop': { ...tool(['src/seed/load.ts', '--url', gateway]), depends_on: allHealthy() },
      reconcile: { ...tool(reconcileCommand), profiles: ['commands'] },
    },
    volumes: { redis: {}, scheduler: {}, ledger: {}, blobs: {}, names: {}, resources: {} },
  }
}

const gateway = `http://gateway:${ports.service('gateway')}`
const reconcileCommand = [
  ...['src/reconcile/reconcile.ts', '--url', gateway],
  '--ledger',
  `http://payment-simulator:${ports.simulator},http://paypal-simulator:${ports.paypal}`,
]

/** Gives the volumes to the user of the containers, and writes the resources that the sidecars read. */
function prepare() {
  return {
    ...image('tools'),
    ...once,
    command: [
      'src/compose/prepare.ts',
      ...['BROKER', 'STORE', 'LIVE'].map((name) => setting(name, 'redis')),
    ],
    user: '0:0',
    cap_add: ['CHOWN', 'DAC_OVERRIDE'],
    network_mode: 'none',
    environment: redisEnvironment,
    volumes: [
      './components:/app/components:ro',
      ...['redis', 'scheduler', 'ledger'].map((name) => `${name}:${folders.data}/${name}`),
      ...(['blobs', 'names', 'resources'] as const).map((name) => `${name}:${folders[name]}`),
    ],
  }
}

function redis() {
  const place = ['--dir', folders.data, '--port', String(ports.redis), '--save', '']
  const password = redisEnvironment[passwordVariable] ?? ''
  return {
    image: redisImage,
    command: ['redis-server', ...place, ...durable, '--requirepass', password],
    environment: { REDISCLI_AUTH: password },
    volumes: [`redis:${folders.data}`],
    depends_on: { prepare: completed },
    stop_grace_period: '30s',
    healthcheck: {
      test: ['CMD', 'redis-cli', '-e', '-p', String(ports.redis), 'ping'],
      ...{ interval: '2s', timeout: '5s', retries: 5, start_period: '60s' },
    },
  }
}

const dapr = (program: string, flags: readonly string[]) => ({
  image: daprImage,
  command: [`/${program}`, ...flags],
})

function scheduler() {
  const place = { listen: '0.0.0.0', host: 'scheduler', dataDir: `${folders.data}/scheduler` }
  return {
    ...dapr('scheduler', schedulerFlags(ports, place)),
    volumes: [`scheduler:${folders.data}`],
    depends_on: { prepare: completed },
  }
}

function paymentSimulator() {
  return {
    ...image('payment-simulator'),
    environment: simulatorEnvironmentHere(),
    // a browser comes here for 3-D Secure
    ports: [`127.0.0.1:${simulatorPort}:${ports.simulator}`],
    volumes: [`ledger:${folders.data}`],
    depends_on: { prepare: completed },
    healthcheck: healthCheck(ports.simulator, '/healthz'),
  }
}

function paypalSimulator() {
  return {
    ...image('paypal-simulator'),
    environment: paypalEnvironmentHere(),
    // a payer's browser comes here to approve
    ports: [`127.0.0.1:${paypalPort}:${ports.paypal}`],
    volumes: [`ledger:${folders.data}`],
    depends_on: { prepare: completed },
    healthcheck: healthCheck(ports.paypal, '/healthz'),
  }
}

function viesSimulator() {
  return {
    ...image('vies-simulator'),
    environment: viesEnvironmentHere(),
    healthcheck: healthCheck(ports.vies, '/healthz'),
  }
}

function pickupPointsSimulator() {
  return {
    ...image('pickup-points-simulator'),
    environment: pickupPointsEnvironmentHere(),
    healthcheck: healthCheck(ports.pickupPoints, '/healthz'),
  }
}

function messageSimulator() {
  return {
    ...image('message-simulator'),
    environment: messagesEnvironmentHere(),
    // the page where mails are read
    ports: [`127.0.0.1:${mailboxPort}:${ports.messages.page}`],
    healthcheck: healthCheck(ports.messages.page, '/healthz'),
  }
}

function backOffice() {
  return {
    ...image('back-office'),
    command: [...nodeFlags('back-office'), 'src/main.ts'],
    environment: backOfficeEnvironmentHere(),
    ports: [`127.0.0.1:${backOfficePort}:${ports.backOffice}`],
    healthcheck: healthCheck(ports.backOffice, '/readyz'),
  }
}

/** What browsers come to. */
const published: ReadonlyMap<AppId, string> = new Map([
  ['gateway', gatewayPort],
  ['storefront', storefrontPort],
])

/**
 * A service is three containers, as a pod is in Kubernetes: one that only holds the network, so that the service and its
 * sidecar can each be started again without the other. The service ends before its sidecar, which it needs for that.
 */
function serviceContainers(appId: AppId) {
  const port = published.get(appId)
  return {
    [`${appId}-pod`]: {
      image: redisImage,
      entrypoint: ['sleep', 'infinity'],
      stop_signal: 'SIGKILL',
      networks: { default: { aliases: [appId] } },
      ...(port && { ports: [`127.0.0.1:${port}:${ports.service(appId)}`] }),
    },
    [`${appId}-sidecar`]: sidecar(appId),
    [appId]: {
      ...image(appId),
      ...(nodeFlags(appId).length > 0 && { command: [...nodeFlags(appId), 'src/main.ts'] }),
      network_mode: `service:${appId}-pod`,
      environment: environmentOf(appId),
      depends_on: {
        [`${appId}-sidecar`]: started,
        redis: healthy,
        ...(appId === 'payments' && { 'payment-simulator': healthy, 'paypal-simulator': started }),
        ...(appId === 'billing' && { 'vies-simulator': started }),
        ...(appId === 'shipping' && { 'pickup-points-simulator': started }),
        ...(appId === 'notifications' && { 'message-simulator': started }),
      },
      stop_grace_period: '30s',
      healthcheck: healthCheck(ports.service(appId), '/readyz'),
    },
  }
}

function sidecar(appId: AppId) {
  const place = {
    resources: `${folders.resources}/chosen`,
    configuration: `${folders.resources}/configuration.yaml`,
    ...{ placement: 'placement', scheduler: 'scheduler', listen: '0.0.0.0' },
  }
  return {
    ...dapr('daprd', sidecarFlags(appId, ports, place)),
    network_mode: `service:${appId}-pod`,
    environment: sidecarEnvironmentOf(appId),
    volumes: [
      `resources:${folders.resources}:ro`,
      `names:${folders.names}`,
      ...(keepsFiles.includes(appId) ? [`blobs:${folders.blobs}`] : []),
    ],
    depends_on: { prepare: completed, redis: healthy, placement: started, scheduler: started },
  }
}

/** One of the repository's commands. */
const tool = (command: readonly string[]) => ({
  ...once,
  // built for `prepare`
  image: image('tools').image,
  command,
  environment: commandEnvironment(),
})

const allHealthy = () => Object.fromEntries(appIds.map((appId) => [appId, healthy]))

const image = (name: string) => ({
  image: `${setting('REGISTRY', 'comptoir')}/${name}:${setting('TAG', 'local')}`,
  build: { context: '.', args: { PROGRAM: programs.get(name) ?? name } },
})

const healthCheck = (port: number, path: string) => ({
  test: [
    ...['CMD', 'node', '-e'],
    `fetch('http://127.0.0.1:${port}${path}').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))`,
  ],
  ...{ interval: '5s', timeout: '5s', retries: 6, start_period: '180s' },
})
