import { type AppId, appIds } from '@comptoir/contracts/topology'
import { portsAt } from '../runner/ports.ts'

const ports = portsAt(0)
const redisUrl = 'redis://127.0.0.1:6379'

/** `dapr.yaml`: the same services and components for `dapr run -f .`, on the Redis that `dapr init` starts. */
export function multiAppRun() {
  return {
    version: 1,
    common: {
      resourcesPaths: ['components/redis'],
      configFilePath: 'components/redis/configuration.yaml',
      appProtocol: 'http',
      enableAppHealthCheck: true,
      appHealthCheckPath: '/healthz',
      appHealthProbeInterval: 3,
      appHealthProbeTimeout: 2000,
      appHealthThreshold: 2,
      logLevel: 'warn',
      env: commonEnvironment(),
    },
    apps: [...appIds.map(serviceEntry), simulatorEntry()],
  }
}

function commonEnvironment() {
  return {
    HOST: '127.0.0.1',
    REDIS_URL: redisUrl,
    PUBLIC_URL: `http://localhost:${ports.service('gateway')}`,
    DATA_DIR: '.comptoir/data',
    APP_API_TOKEN: 'for-dapr-run-on-one-machine-only',
    STRIPE_API_URL: `http://127.0.0.1:${ports.simulator}`,
    STRIPE_SECRET_KEY: 'sk_test_dapr_run',
    STRIPE_WEBHOOK_SECRET: 'whsec_dapr_run',
  }
}

function serviceEntry(appId: AppId) {
  const sidecar = ports.sidecar(appId)
  return {
    appID: appId,
    appDirPath: `services/${appId}`,
    appPort: ports.service(appId),
    daprHTTPPort: sidecar.http,
    daprGRPCPort: sidecar.grpc,
    daprInternalGRPCPort: sidecar.internal,
    metricsPort: sidecar.metrics,
    command: ['../../node_modules/.bin/node', 'src/main.ts'],
    env: { APP_ID: appId, PORT: String(ports.service(appId)) },
  }
}

function simulatorEntry() {
  const webhooks = `http://127.0.0.1:${ports.service('payments')}/api/webhooks/stripe`
  return {
    appID: 'payment-simulator',
    appDirPath: 'tools/payment-simulator',
    command: ['../../node_modules/.bin/node', 'src/main.ts'],
    env: { PORT: String(ports.simulator), WEBHOOK_URL: webhooks },
  }
}
