import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { appIds } from '@comptoir/contracts/topology'
import { describe, expect, it } from 'vitest'
import { parse, parseAllDocuments } from 'yaml'
import { clusterEnvironment } from '../../src/cluster/programs.ts'
import { composeResources } from '../../src/compose/prepare.ts'
import { programs } from '../../src/image/programs.ts'
import { which } from '../../src/provision/commands.ts'
import { foldersOf, usualChoice } from '../../src/runner/plan/choice.ts'
import { checkout } from '../../src/runner/plan/layout.ts'
import { readResources } from '../../src/runner/plan/render.ts'
import { daprResources } from './dapr-resources.ts'
import {
  type ComposeFile,
  type DaprYaml,
  type Manifest,
  ofChart,
  ofCompose,
  ofDaprYaml,
  ofRunner,
  type Program,
} from './deployment.ts'

const read = (file: string) => readFileSync(join(checkout, file), 'utf8')
const besideSidecars = [
  ...appIds,
  ...['payment-simulator', 'paypal-simulator', 'vies-simulator', 'pickup-points-simulator'],
  'message-simulator',
]
const names = [...besideSidecars, 'back-office']
const runner = ofRunner()
const profile = readResources(checkout, usualChoice)

const filtered = (
  program: Program | undefined,
  isKept: (name: string, value: string) => boolean,
) => ({
  ...program,
  environment: Object.fromEntries(
    Object.entries(program?.environment ?? {}).filter(([name, value]) => isKept(name, value)),
  ),
})
const without = (program: Program | undefined, ...variables: string[]) =>
  filtered(program, (name) => !variables.includes(name))
/** A setting that whoever deploys may give; empty, it is as if it were not there. */
const given = (program: Program | undefined) => filtered(program, (_, value) => value !== '')

describe('npm start, with which the others are compared', () => {
  it('starts every program, with settings and a sidecar for each service', () => {
    expect([...runner.programs.keys()].toSorted()).toEqual(names.toSorted())
    for (const appId of appIds) {
      const { environment, sidecar } = runner.programs.get(appId) ?? {}
      expect(Object.keys(environment ?? {}).length).toBeGreaterThan(6)
      expect(Object.values(sidecar ?? {})).not.toContain('not said')
    }
  })
})

describe('compose.yaml', () => {
  const file: ComposeFile = parse(read('compose.yaml'), { merge: true })
  const compose = ofCompose(file)

  it('starts what npm start starts, and nothing that serves anyone beside it', () => {
    const own = ['prepare', 'demo-shop', 'reconcile', ...appIds.map((appId) => `${appId}-pod`)]
    const wanted = [...runner.processes, ...own]
    expect(Object.keys(file.services).toSorted()).toEqual(wanted.toSorted())
  })

  it.each(names)('%s: the same port, settings and sidecar', (name) => {
    expect(given(compose.get(name))).toEqual(runner.programs.get(name))
  })

  it('has the same Dapr resources', () => {
    const env = { REDIS_URL: 'redis://redis:6379', REDIS_PASSWORD: 'secret' }
    const made = composeResources(usualChoice, env)
    expect(daprResources(made)).toEqual(daprResources(profile))
    expect(JSON.stringify(made).match(/"redis:6379"/g)).toHaveLength(3)
    expect(JSON.stringify(made)).not.toContain('secret"}')
  })
})

describe('compose with stores of some services', () => {
  const env = { REDIS_URL: 'redis://redis:6379', REDIS_PASSWORD: 'secret' }
  const choiceOf = (store: string) => ({ ...usualChoice, store })

  it('has the same Dapr resources', () => {
    const choice = choiceOf('postgresql,carts=redis')
    expect(daprResources(composeResources(choice, env))).toEqual(
      daprResources(readResources(checkout, choice)),
    )
  })

  it('refuses documents that would end with a container', () => {
    const make = () => composeResources(choiceOf('postgresql,carts=sqlite'), env)
    expect(make).toThrow('Store sqlite is for npm start')
  })
})

describe('docker-bake.hcl', () => {
  it('builds every program', () => {
    const rows = [...read('docker-bake.hcl').matchAll(/image = "(.*?)", program = "(.*?)"/g)]
    expect(rows.map(([, image, program]) => [image, program])).toEqual([...programs])
    expect([...programs.keys()].toSorted()).toEqual([...names, 'tools'].toSorted())
  })
})

describe('dapr.yaml', () => {
  const file: DaprYaml = parse(read('dapr.yaml'))
  const multiAppRun = ofDaprYaml(file)

  it.each(besideSidecars)('%s: the same port, settings and, as far as it says, sidecar', (name) => {
    const { sidecar = {}, ...program } = runner.programs.get(name) ?? {}
    const { sidecar: said, ...own } = multiAppRun.get(name) ?? {}
    expect(own).toEqual(program)
    if (Object.keys(sidecar).length > 0) expect(sidecar).toMatchObject(said ?? {})
  })

  it('has the same Dapr resources', () => {
    expect(file.common).toMatchObject({ resourcesPaths: foldersOf(usualChoice) })
    expect(multiAppRun.size).toBe(besideSidecars.length)
  })
})

const compared = ['Deployment', 'Component', 'Subscription', 'Resiliency']
const environment = { ...process.env, ...clusterEnvironment({}) }
describe.runIf(which('helm', environment['PATH']))('the chart', () => {
  const args = ['template', 'comptoir', 'charts/comptoir', '--kube-version', '1.34.0']
  const options = { cwd: checkout, env: environment, encoding: 'utf8' } as const
  const rendered = (...values: string[]): Manifest[] => {
    const { stdout } = spawnSync('helm', [...args, ...values], options)
    return parseAllDocuments(stdout)
      .filter((document) => compared.includes(String(document.get('kind'))))
      .map((document) => document.toJS())
  }
  const manifests = rendered('--values', 'charts/comptoir/values-kind.yaml')
  const chart = ofChart(manifests)
  /** The injector gives a service the ports of its sidecar. */
  const injected = ['DAPR_HTTP_PORT', 'DAPR_GRPC_PORT']

  it('starts every program', () => {
    expect([...chart.keys()].toSorted()).toEqual(names.toSorted())
  })

  it.each(appIds)('%s: the same port, settings and sidecar', (name) => {
    expect(without(chart.get(name))).toEqual(without(runner.programs.get(name), ...injected))
  })

  it.each(['vies-simulator', 'pickup-points-simulator'])(
    'gives the %s the same settings',
    (name) => {
      expect(without(chart.get(name))).toEqual(without(runner.programs.get(name)))
    },
  )

  it('gives the back office the same settings', () => {
    expect(without(chart.get('back-office'))).toEqual(without(runner.programs.get('back-office')))
  })

  it('gives the message simulator the same settings', () => {
    expect(without(chart.get('message-simulator'))).toEqual(
      without(runner.programs.get('message-simulator')),
    )
  })

  it('gives the PayPal simulator the same settings', () => {
    const simulator = runner.programs.get('paypal-simulator')
    expect(without(chart.get('paypal-simulator'))).toEqual(without(simulator))
  })

  it('gives the payment simulator the same settings', () => {
    const unread = ['PUBLIC_URL']
    const simulator = runner.programs.get('payment-simulator')
    expect(without(chart.get('payment-simulator'))).toEqual(without(simulator, ...unread))
  })

  it('has the same Dapr resources', () => {
    expect(daprResources(manifests)).toEqual(daprResources(profile))
  })

  it.each(['redis,carts=postgresql', 'mysql,orders=postgresql,carts=redis,catalog=redis'])(
    'has the same Dapr resources with the stores %s',
    (store) => {
      const secret = ['--set', 'secrets.existingSecret=mine']
      const made = rendered(...secret, '--set-json', `store=${JSON.stringify(store)}`)
      const wanted = readResources(checkout, { ...usualChoice, store })
      expect(daprResources(made)).toEqual(daprResources(wanted))
    },
  )
})
