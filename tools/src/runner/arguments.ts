import { parseArgs } from 'node:util'
import { type AppId, appIds } from '@comptoir/contracts/topology'
import { Trouble } from './trouble.ts'

export type StartOptions = {
  profile: string
  only: readonly AppId[]
  portOffset: number
  dev: boolean
  detach: boolean
  seed: boolean
}

export const startUsage = `npm start -- [options]
  --only orders,carts   start these services only
  --profile redis       the components to run on (a folder of components/)
  --port-offset 1000    move every port, to run beside another checkout
  --dev                 restart a service when its files change
  --detach              start in the background, return when all is ready
  --no-seed             do not load the demo shop`

const flags = {
  only: { type: 'string' },
  profile: { type: 'string', default: 'redis' },
  'port-offset': { type: 'string', default: '0' },
  dev: { type: 'boolean', default: false },
  detach: { type: 'boolean', default: false },
  'no-seed': { type: 'boolean', default: false },
} as const

/** Reads the command line of `npm start`; what it cannot read is a Trouble with the usage. */
export function readStartOptions(argv: readonly string[]): StartOptions {
  const { values } = parse(argv)
  if (!/^\d+$/.test(values['port-offset'])) {
    throw new Trouble(`--port-offset takes a whole number, not "${values['port-offset']}"`)
  }
  return {
    profile: values.profile,
    only: readServices(values.only),
    portOffset: Number(values['port-offset']),
    dev: values.dev,
    detach: values.detach,
    seed: !values['no-seed'],
  }
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], options: flags })
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('. ')[0] : String(error)
    throw new Trouble(`${reason}\n${startUsage}`)
  }
}

function readServices(text: string | undefined): readonly AppId[] {
  if (text === undefined) return appIds
  const asked = text.split(',').map((name) => name.trim())
  const unknown = asked.filter((name) => !appIds.some((appId) => appId === name))
  if (unknown.length > 0) {
    const known = appIds.join(', ')
    throw new Trouble(`--only: no service is called ${unknown.join(', ')}; there are ${known}`)
  }
  return appIds.filter((appId) => asked.includes(appId))
}
