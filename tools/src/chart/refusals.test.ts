import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { type Asked, chartFolder, findHelm, refusalOf, valuesFiles } from './render.ts'

const secret = 'secrets.existingSecret=mine'
const external = ['redis.internal=false', 'redis.host=redis.example', secret]

/** Stores as JSON: `--set` splits a value at its commas. */
const storeOf = (store: string): Asked => ({
  set: [secret],
  json: [`store=${JSON.stringify(store)}`],
})

/** What helm says when values.schema.json refuses a value. */
const ofSchema = (path: string) =>
  new RegExp(`meet the specifications of the schema[^]*${path.replaceAll('.', '[./]')}`)

/** Values that cannot work, and what the chart says of them. */
const refusals: readonly (readonly [string, Asked, RegExp])[] = [
  [
    'an unknown service',
    { set: ['services.wishlists.replicas=2'] },
    /services\.wishlists: there is no such service; there are: accounts, /,
  ],
  [
    'one host name for storefront and back office',
    { set: ['ingress.storefrontHost=www.example', 'ingress.backOfficeHost=www.example'] },
    /backOfficeHost: the gateway or the storefront has that host name/,
  ],
  [
    'one host name for gateway and storefront',
    { set: ['ingress.host=shop.example', 'ingress.storefrontHost=shop.example'] },
    /storefrontHost: the gateway has that host name/,
  ],
  [
    'an address of the API with a path: browsers name no path where they ask from',
    { set: ['publicUrl=https://shop.example/'] },
    ofSchema('publicUrl'),
  ],
  [
    'an address of the storefront with a path',
    { set: ['storefrontUrl=https://shop.example/shop'] },
    ofSchema('storefrontUrl'),
  ],
  [
    'an origin with a path',
    { set: ['corsOrigins={https://shop.example/}'] },
    ofSchema('corsOrigins'),
  ],
  ['an unknown broker', { set: ['broker=pigeons'] }, ofSchema('broker')],
  ['a store of one machine', { set: ['store=sqlite', secret] }, /store: sqlite keeps documents on/],
  [
    'a database without its addresses',
    { set: ['store=postgresql'] },
    /secrets\.existingSecret: broker, store, live: the addresses/,
  ],
  ['live channels by what carries none', { set: ['live=kafka'] }, ofSchema('live')],
  ['an unknown store', { set: ['store=cellar'] }, ofSchema('store')],
  ['an unknown store of a service', storeOf('redis,carts=cellar'), ofSchema('store')],
  ['stores without that of all services', storeOf('carts=redis'), ofSchema('store')],
  [
    'a store of an unknown service',
    storeOf('postgresql,baskets=redis'),
    /store: there is no service baskets; there are: accounts, /,
  ],
  [
    'two stores of a service',
    storeOf('mysql,carts=redis,carts=mysql'),
    /store: carts has two stores/,
  ],
  [
    'a store of one machine for a service',
    storeOf('postgresql,carts=sqlite'),
    /store: sqlite keeps documents on/,
  ],
  [
    'an external Redis without a host',
    { set: ['redis.internal=false', secret] },
    /redis\.host: an external Redis/,
  ],
  [
    'a host beside the Redis of the release',
    { set: ['redis.host=redis.example'] },
    /redis\.host: set redis\.internal=false/,
  ],
  [
    'a bucket without a name',
    { set: ['blobs.kind=s3', secret] },
    /blobs\.s3\.bucket: blobs\.kind=s3 needs a bucket/,
  ],
  [
    'an external Redis without its password',
    { set: external.slice(0, 2) },
    /secrets\.existingSecret: redis\.internal=false/,
  ],
  [
    'a bucket without its keys',
    { set: ['blobs.kind=s3', 'blobs.s3.bucket=b'] },
    /secrets\.existingSecret: blobs\.kind=s3/,
  ],
  [
    'Stripe without its secrets',
    { set: ['payments.simulator=false'] },
    /secrets\.existingSecret: payments\.simulator=false/,
  ],
  [
    'test cases without the simulator',
    { set: ['payments.simulator=false', 'payments.simulatorTestCases=true', secret] },
    /payments\.simulatorTestCases: only the simulator/,
  ],
  [
    'a key of Stripe for the simulator',
    { set: ['payments.stripePublishableKey=pk_test_1'] },
    /payments\.stripePublishableKey: it belongs to Stripe/,
  ],
  [
    'a certificate without a host',
    { set: ['ingress.enabled=true', 'ingress.tls.secretName=shop-tls'] },
    /ingress\.host: a certificate is for a host name/,
  ],
  [
    'an issuer without a Secret to fill',
    { set: ['ingress.enabled=true', 'ingress.host=a.example', 'ingress.tls.clusterIssuer=le'] },
    /ingress\.tls\.secretName: cert-manager needs/,
  ],
  [
    'a route without a Gateway',
    { set: ['gatewayApi.enabled=true'] },
    /gatewayApi\.parentRefs: a route needs/,
  ],
  [
    'a secret among plain settings',
    { set: ['serviceDefaults.env.REDIS_PASSWORD=x'] },
    /env\.REDIS_PASSWORD: it is a secret/,
  ],
  [
    'more replicas at least than at most',
    {
      set: [
        'services.orders.autoscaling.enabled=true',
        'services.orders.autoscaling.minReplicas=9',
      ],
    },
    /services\.orders\.autoscaling: minReplicas is more than maxReplicas/,
  ],
  [
    'replicas that share a volume of one',
    { set: ['services.billing.replicas=2'] },
    /services\.billing\.replicas: 2 replicas share files/,
  ],
  [
    'pods killed while they finish',
    { set: ['drainSeconds=20'] },
    /terminationGracePeriodSeconds: at least drainSeconds \+ 28 = 48/,
  ],
  [
    'callers of a pod that has stopped',
    { set: ['drainSeconds=0'] },
    /drainSeconds: 0 is for development/,
  ],
  [
    'more data than memory',
    { set: ['redis.maxMemoryMi=1024'] },
    /redis\.maxMemoryMi: 1024Mi of data do not fit/,
  ],
  ['a value that there is not', { set: ['replicas=3'] }, ofSchema('replicas')],
  ['a setting that there is not', { set: ['services.orders.replica=3'] }, ofSchema('replica')],
  [
    'replicas as text',
    { set: ['serviceDefaults.replicas=many'] },
    ofSchema('serviceDefaults.replicas'),
  ],
  [
    'less than no replica',
    { set: ['serviceDefaults.replicas=-1'] },
    ofSchema('serviceDefaults.replicas'),
  ],
  [
    'an amount that is none',
    { set: ['serviceDefaults.resources.limits.memory=lots'] },
    ofSchema('limits.memory'),
  ],
  [
    'a pull policy that there is not',
    { set: ['image.pullPolicy=Sometimes'] },
    ofSchema('image.pullPolicy'),
  ],
  ['an address without a scheme', { set: ['publicUrl=shop.example'] }, ofSchema('publicUrl')],
  [
    'a back office below a path',
    { set: ['backOfficeUrl=https://office.example/'] },
    ofSchema('backOfficeUrl'),
  ],
  ['a log level that there is not', { set: ['logLevel=loud'] }, ofSchema('logLevel')],
  ['another kind of files', { set: ['blobs.kind=ftp'] }, ofSchema('blobs.kind')],
  [
    'a secret key as the publishable one',
    { set: ['payments.stripePublishableKey=sk_live_1'] },
    ofSchema('payments.stripePublishableKey'),
  ],
  [
    'a schedule of three fields',
    { set: ['reconcile.schedule=0 3 *'] },
    ofSchema('reconcile.schedule'),
  ],
  [
    'a budget that no node can be drained with',
    { set: ['podDisruptionBudget.maxUnavailable=0'] },
    ofSchema('podDisruptionBudget.maxUnavailable'),
  ],
  [
    'a sampling rate above one',
    { json: ['dapr.tracingSamplingRate="2"'] },
    ofSchema('dapr.tracingSamplingRate'),
  ],
  ['a port beyond the last', { set: [...external, 'redis.port=70000'] }, ofSchema('redis.port')],
]

describe.skipIf(!findHelm())('the chart refuses (skipped where helm is missing)', () => {
  it.each(refusals)('%s', async (_what, asked, message) => {
    expect(await refusalOf(asked)).toMatch(message)
  })

  it('nothing that is right beside it', async () => {
    const right: readonly Asked[] = [
      ...valuesFiles.map((file) => ({ file })),
      { set: [...external, 'redis.port=6380', 'redis.username=shop', 'redis.tls=true'] },
      {
        set: ['gatewayApi.enabled=true', 'gatewayApi.host=a.example'],
        json: ['gatewayApi.parentRefs=[{"name":"public"}]'],
      },
      { set: ['broker=rabbitmq', 'store=mysql', 'live=mqtt', secret] },
      storeOf('postgresql,carts=redis,orders=mysql'),
      { set: ['services.billing.replicas=2', 'blobs.volume.accessMode=ReadWriteMany'] },
      { set: ['services.orders.env.OPEN_CALLS_PER_USER=1000', 'serviceDefaults.replicas=0'] },
    ]
    for (const asked of right) expect([asked, await refusalOf(asked)]).toEqual([asked, undefined])
  })
})

describe('values.schema.json', () => {
  type Schema = {
    properties?: Record<string, Schema>
    $ref?: string
    $defs?: Record<string, Schema>
  }
  const schema: Schema = JSON.parse(readFileSync(join(chartFolder, 'values.schema.json'), 'utf8'))
  const values = readFileSync(join(chartFolder, 'values.yaml'), 'utf8')

  /** The paths of a schema's properties; what has none of its own is a leaf. */
  function paths(at: Schema, before = ''): string[] {
    const named = at.$ref ? schema.$defs?.[at.$ref.replace('#/$defs/', '')] : at
    const own = Object.entries(named?.properties ?? {})
    return own.flatMap(([name, inner]) => [
      `${before}${name}`,
      ...paths(inner, `${before}${name}.`),
    ])
  }
  const pathsOf = (value: unknown, before = ''): string[] =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.entries(value).flatMap(([name, inner]) => [
          `${before}${name}`,
          ...pathsOf(inner, `${before}${name}.`),
        ])
      : []

  it('knows every value of values.yaml, and values.yaml every one of its', () => {
    // any name goes in these
    const free =
      /^(services|global|serviceDefaults\.(env|podAnnotations|nodeSelector)|ingress\.annotations|monitoring\.\w+\.labels)\b./
    const optional = /\.(requests|limits)\.|^global$/
    const written = pathsOf(parse(values)).filter((path) => !free.test(path))
    const known = paths(schema)
    expect(written.length).toBeGreaterThan(60)
    expect(written.filter((path) => !known.includes(path))).toEqual([])
    expect(known.filter((path) => !written.includes(path) && !optional.test(path))).toEqual([])
  })
})
