import { type AppId, appIds, services } from '@comptoir/contracts/topology'
import { describe, expect, it } from 'vitest'
import {
  messagesEnvironment,
  paypalEnvironment,
  pickupPointsEnvironment,
  type Surroundings,
  serviceEnvironment,
  simulatorEnvironment,
  viesEnvironment,
} from '../runner/plan/environment.ts'
import { layoutOf } from '../runner/plan/layout.ts'
import { planProcesses } from '../runner/plan/plan.ts'
import { portsAt } from '../runner/plan/ports.ts'
import type { Secrets } from '../runner/plan/secrets.ts'
import { type Deployment, type Variable, variablesOf } from './kinds.ts'
import {
  type Asked,
  findHelm,
  ofKind,
  renderChart,
  type ValuesFile,
  valuesFiles,
} from './render.ts'

const mark = 'secret of '
const forEach = (make: (appId: AppId) => string) =>
  Object.fromEntries(appIds.map((appId) => [appId, make(appId)])) as Record<AppId, string>
/** Secrets that can be told from plain settings. */
const secrets: Secrets = {
  appApiToken: `${mark}apps`,
  sidecarTokens: forEach((appId) => `${mark}the sidecar of ${appId}`),
  eventSeeds: forEach(() => Buffer.alloc(32, 7).toString('base64url')),
  redisPassword: `${mark}redis`,
  partsKey: `${mark}parts`,
  keyEncryptionKey: `${mark}keys`,
  stripeSecretKey: `${mark}stripe`,
  stripeWebhookSecret: `${mark}webhooks`,
  smtpPassword: `${mark}smtp`,
  twilioAuthToken: `${mark}twilio`,
  messagesKey: `${mark}messages`,
  adminPassword: `${mark}admin`,
  staffPassword: `${mark}staff`,
  customerPassword: `${mark}customer`,
}
const ports = portsAt(0)
const around: Surroundings = { ports, redisUrl: 'redis://redis:6379/0', dataDir: '/data', secrets }

/** What the runner writes on one machine and a pod has from elsewhere, and why. */
const onlyOnOneMachine = new Map([
  ['DATA_DIR', 'no service reads it'],
  ['SEED', 'no service reads it'],
  ['DAPR_HTTP_PORT', 'the injector sets it'],
  ['DAPR_GRPC_PORT', 'the injector sets it'],
])
const onlyInPods: readonly string[] = ['LOG_LEVEL', 'NODE_COMPILE_CACHE', 'REDIS_PASSWORD']
/** Who looks for the client's address in what proxies say. */
const behindTheIngress: ReadonlySet<AppId> = new Set(['gateway', 'storefront'])
/** A shop that takes cards for real is not paid by a simulated PayPal. */
const ofPayPal = ['PAYPAL_API_URL', 'PAYPAL_CLIENT_ID', 'PAYPAL_WEBHOOK_ID']
/** Where values have their say. */
const fromValues = new Set([
  'PUBLIC_URL',
  'CORS_ORIGINS',
  'SIMULATOR_URL',
  'REDIS_URL',
  'STRIPE_API_URL',
  'VIES_URL',
  'PICKUP_POINTS_URL',
  'PAYPAL_API_URL',
  'SMTP_URL',
  'SMTP_USER',
  'TWILIO_API_URL',
  'PUSH_SERVICES',
  'PUBLIC_IMAGE_URL',
  'PUBLIC_SITE_URL',
  'SHOP_URL',
  'PUBLIC_SHOP_URL',
])

const isSecret = (name: string, value: string) =>
  value.startsWith(mark) || name.startsWith('EVENT_')

const settingsOf = (environment: Readonly<Record<string, string>>) =>
  new Map(Object.entries(environment).filter(([name]) => !onlyOnOneMachine.has(name)))

/** The variables of any Deployment of what is rendered. */
async function variablesIn(asked: Asked) {
  const deployments = ofKind<Deployment>(await renderChart(asked), 'Deployment')
  return (name: string): Map<string, Variable> => {
    const deployment = deployments.find(({ metadata }) => metadata.name === name)
    return deployment ? variablesOf(deployment) : new Map()
  }
}

function wantedIn(file: ValuesFile, appId: AppId): Map<string, string> {
  const wanted = settingsOf(serviceEnvironment(appId, around))
  const live =
    file === 'values-production.yaml' ? [...ofPayPal, 'PICKUP_POINTS_URL', 'PUSH_SERVICES'] : []
  return new Map([...wanted].filter(([name]) => !live.includes(name)))
}

/** Secrets come by reference, all else is what the runner writes, at an address of the cluster. */
function expectSame(wanted: ReadonlyMap<string, string>, own: ReadonlyMap<string, Variable>) {
  for (const [name, value] of wanted) {
    const given = own.get(name)
    if (isSecret(name, value)) expect([name, given?.valueFrom]).toEqual([name, expect.anything()])
    else if (fromValues.has(name)) expect([name, given?.value]).toEqual([name, expect.any(String)])
    else expect([name, given?.value]).toEqual([name, inPod(name, value)])
  }
}

/** What a setting of one machine is in a pod. */
function inPod(name: string, value: string): string {
  if (name === 'HOST') return '0.0.0.0'
  return value.replace(/127\.0\.0\.1:(\d+)/, (_address, port) => {
    const appId = appIds.find((one) => String(services[one].port) === port)
    return `${appId ?? 'payment-simulator'}:${port}`
  })
}

describe.skipIf(!findHelm())(
  'pods have the settings of npm start (skipped where helm is missing)',
  () => {
    it.each(valuesFiles)('with %s: each service its environment', async (file) => {
      const variables = await variablesIn({ file })
      for (const appId of appIds) {
        const wanted = wantedIn(file, appId)
        const own = variables(appId)
        const behindProxies = behindTheIngress.has(appId) ? ['TRUSTED_PROXY_HOPS'] : []
        const development = file === 'values-dev.yaml' ? ['TAR_OPTIONS'] : []
        const names = [...wanted.keys(), ...onlyInPods, ...behindProxies, ...development]
        expect([appId, [...own.keys()].sort()]).toEqual([appId, names.sort()])
        expectSame(wanted, own)
      }
    })

    it('asks the simulator, or Stripe', async () => {
      const url = async (file: ValuesFile) =>
        (await variablesIn({ file }))('payments').get('STRIPE_API_URL')?.value
      expect(await url('values.yaml')).toBe('http://payment-simulator:9100')
      expect(await url('values-production.yaml')).toBe('https://api.stripe.com')
    })

    it('asks the simulator of VIES, or the Commission, or who is named', async () => {
      const url = async (asked: Asked) =>
        (await variablesIn(asked))('billing').get('VIES_URL')?.value
      expect(await url({})).toBe('http://vies-simulator:9101')
      expect(await url({ file: 'values-production.yaml' })).toBe(
        'https://ec.europa.eu/taxation_customs/vies/rest-api',
      )
      const own = ['vies.simulator=false', 'vies.url=http://proxy:81/vies']
      expect(await url({ set: own })).toBe('http://proxy:81/vies')
    })

    it('pays with the PayPal simulator, unless cards are paid for real', async () => {
      const url = async (asked: Asked) =>
        (await variablesIn(asked))('payments').get('PAYPAL_API_URL')?.value
      expect(await url({})).toBe('http://paypal-simulator:9102')
      expect(await url({ file: 'values-production.yaml' })).toBeUndefined()
    })

    it('gives the PayPal simulator its environment', async () => {
      const wanted = settingsOf(paypalEnvironment(around))
      expectSame(wanted, (await variablesIn({}))('paypal-simulator'))
    })

    it('gives the message simulator its environment', async () => {
      expectSame(
        settingsOf(messagesEnvironment(around)),
        (await variablesIn({}))('message-simulator'),
      )
    })

    it('hands mail to the simulator, or to who is named', async () => {
      const url = async (asked: Asked) =>
        (await variablesIn(asked))('notifications').get('SMTP_URL')?.value
      expect(await url({})).toBe('smtp://message-simulator:9111')
      const own = ['messages.simulator=false', 'messages.smtpUrl=smtps://smtp.example.com']
      expect(await url({ set: own })).toBe('smtps://smtp.example.com')
    })

    it('says where browsers find shop and storefront, as the values do', async () => {
      const set = ['publicUrl=https://api.example', 'storefrontUrl=https://www.example']
      const variables = await variablesIn({ set })
      const said = (name: string, variable: string) => variables(name).get(variable)?.value
      expect(said('storefront', 'PUBLIC_IMAGE_URL')).toBe('https://api.example')
      expect(said('storefront', 'PUBLIC_SITE_URL')).toBe('https://www.example')
      expect(said('notifications', 'SHOP_URL')).toBe('https://www.example')
    })

    it('gives the VIES simulator its environment', async () => {
      expectSame(settingsOf(viesEnvironment(around)), (await variablesIn({}))('vies-simulator'))
    })

    it('asks the simulator of pickup points, or who is named, or nobody', async () => {
      const url = async (asked: Asked) =>
        (await variablesIn(asked))('shipping').get('PICKUP_POINTS_URL')?.value
      expect(await url({})).toBe('http://pickup-points-simulator:9103')
      expect(await url({ file: 'values-production.yaml' })).toBeUndefined()
      const own = ['pickupPoints.simulator=false', 'pickupPoints.url=https://relais.example/api']
      expect(await url({ set: own })).toBe('https://relais.example/api')
    })

    it('gives the simulator of pickup points its environment', async () => {
      const own = (await variablesIn({}))('pickup-points-simulator')
      expectSame(settingsOf(pickupPointsEnvironment(around)), own)
    })

    it('gives the simulator its environment', async () => {
      const wanted = settingsOf(simulatorEnvironment(around))
      for (const name of ['PUBLIC_URL', 'REDIS_URL']) wanted.delete(name)
      expectSame(wanted, (await variablesIn({}))('payment-simulator'))
    })

    it('lets what values say have the last word, once', async () => {
      const set = [
        'services.payments.env.STRIPE_API_URL=http://mock:1',
        'services.payments.env.LOG_LEVEL=warn',
        'services.payments.env.STRIPE_POLL_SECONDS=1000000',
      ]
      const deployments = ofKind<Deployment>(await renderChart({ set }), 'Deployment')
      const [container] =
        deployments.find(({ metadata }) => metadata.name === 'payments')?.spec.template.spec
          .containers ?? []
      const names = (container?.env ?? []).map(({ name }) => name)
      expect(new Set(names).size).toBe(names.length)
      expect(container?.env).toEqual(
        expect.arrayContaining([
          { name: 'STRIPE_API_URL', value: 'http://mock:1' },
          { name: 'LOG_LEVEL', value: 'warn' },
          { name: 'STRIPE_POLL_SECONDS', value: '1000000' },
        ]),
      )
    })
  },
)

/** Flags that only one machine needs: in a pod the injector sets them, or Kubernetes has its own way. */
const flagsOfOneMachine = new Set([
  ...['dapr-http-port', 'dapr-grpc-port', 'dapr-internal-grpc-port', 'metrics-port'],
  ...['dapr-listen-addresses', 'metrics-listen-address', 'dapr-internal-grpc-listen-address'],
  ...['resources-path', 'config', 'placement-host-address', 'scheduler-host-address'],
])

function flagsOf(appId: AppId): [string, string][] {
  const dapr = { daprd: 'daprd', placement: 'placement', scheduler: 'scheduler' } as never
  const redis = { kind: 'given' } as never
  const layout = layoutOf('/checkout', {})
  const specs = planProcesses({
    ...around,
    layout,
    dapr,
    redis,
    parts: [],
    resources: [],
    services: [appId],
    dev: false,
  })
  const args = specs.find(({ name }) => name === `${appId}-sidecar`)?.args ?? []
  return args.map((arg): [string, string] => {
    const [, flag = '', value = ''] = /^--([^=]+)=(.*)$/.exec(arg) ?? []
    return [flag, value]
  })
}

describe.skipIf(!findHelm())('sidecars', () => {
  it('have as annotations the flags of npm start', async () => {
    const deployments = ofKind<Deployment>(await renderChart(), 'Deployment')
    for (const appId of appIds) {
      const deployment = deployments.find(({ metadata }) => metadata.name === appId)
      const annotations = deployment?.spec.template.metadata.annotations ?? {}
      const flags = flagsOf(appId).filter(([flag]) => !flagsOfOneMachine.has(flag))
      expect(flags.length).toBeGreaterThan(9)
      for (const [flag, value] of flags) {
        const name = `dapr.io/${flag.replace(/^dapr-/, '')}`
        expect([appId, name, annotations[name]]).toEqual([appId, name, value])
      }
    }
  })

  it('are native, so that the app ends before them', async () => {
    for (const { spec, metadata } of ofKind<Deployment>(await renderChart(), 'Deployment')) {
      if (!appIds.some((appId) => appId === metadata.name)) continue
      expect(spec.template.metadata.annotations).toMatchObject({
        'dapr.io/enable-native-sidecar': 'true',
        'dapr.io/app-token-secret': `${metadata.name}-app-token`,
        'dapr.io/api-token-secret': `${metadata.name}-api-token`,
        'dapr.io/config': metadata.name,
      })
    }
  })
})
