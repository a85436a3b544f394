import { type AppId, appIds, folderOf } from '@comptoir/contracts/topology'
import { foldersOf, usualChoice } from '../runner/plan/choice.ts'
import {
  type Environment,
  messagesEnvironment,
  paypalEnvironment,
  pickupPointsEnvironment,
  serviceEnvironment,
  simulatorEnvironment,
  viesEnvironment,
} from '../runner/plan/environment.ts'
import { portsAt } from '../runner/plan/ports.ts'
import { appHealth } from './app-health.ts'
import { sidecarSettings } from './dapr-flags.ts'
import { knownSecrets } from './known-secrets.ts'
import { nodeFlags } from './node-flags.ts'

const ports = portsAt(0)
const node = '../../node_modules/.bin/node'

/** `dapr run` gives every sidecar the environment that it was started with: one token for all. */
const around = {
  ports,
  redisUrl: 'redis://127.0.0.1:6379',
  dataDir: '../../.comptoir/dapr-run',
  secrets: { ...knownSecrets('dapr-run'), redisPassword: '' },
}

/** `dapr.yaml`: the same services and components for `dapr run -f .`, on the Redis that `dapr init` starts. */
export function multiAppRun() {
  return {
    version: 1,
    common: {
      resourcesPaths: foldersOf(usualChoice),
      configFilePath: 'components/common/configuration.yaml',
      appProtocol: 'http',
      enableAppHealthCheck: true,
      appHealthCheckPath: appHealth.path,
      appHealthProbeInterval: appHealth.intervalSeconds,
      appHealthProbeTimeout: appHealth.timeoutMs,
      appHealthThreshold: appHealth.threshold,
      maxBodySize: sidecarSettings['max-body-size'],
      readBufferSize: sidecarSettings['read-buffer-size'],
      logLevel: 'warn',
    },
    apps: [
      simulatorEntry('payment-simulator', 'simulators/payments', simulatorEnvironment(around)),
      simulatorEntry('paypal-simulator', 'simulators/paypal', paypalEnvironment(around)),
      simulatorEntry('vies-simulator', 'simulators/vies', viesEnvironment(around)),
      simulatorEntry(
        'pickup-points-simulator',
        'simulators/pickup-points',
        pickupPointsEnvironment(around),
      ),
      simulatorEntry('message-simulator', 'simulators/messages', messagesEnvironment(around)),
      ...appIds.map(serviceEntry),
    ],
  }
}

function serviceEntry(appId: AppId) {
  const sidecar = ports.sidecar(appId)
  return {
    appID: appId,
    appDirPath: folderOf(appId),
    appPort: ports.service(appId),
    daprHTTPPort: sidecar.http,
    daprGRPCPort: sidecar.grpc,
    daprInternalGRPCPort: sidecar.internal,
    metricsPort: sidecar.metrics,
    command: [node, ...nodeFlags(appId), 'src/main.ts'],
    env: serviceEnvironment(appId, around),
  }
}

function simulatorEntry(appID: string, appDirPath: string, env: Environment) {
  return { appID, appDirPath, appPort: Number(env['PORT']), command: [node, 'src/main.ts'], env }
}
