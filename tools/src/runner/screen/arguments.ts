import { type AppId, appIds } from '@comptoir/contracts/topology'
import { refusedPortAt, usableOffset } from '../plan/ports.ts'
import { readCommandLine, usageError } from './command-line.ts'

export type StartOptions = {
  profile: string
  only: readonly AppId[]
  portOffset: number
  dev: boolean
  detach: boolean
  seed: boolean
}

const profileHelp = 'the components to run on: a folder of components/ (default: redis)'
const offsetHelp = 'move every port, to run beside another checkout (default: 0)'

const command = {
  run: 'npm start --',
  summary: 'Starts the whole shop, or some of its services, and keeps it running until Ctrl-C.',
  options: {
    only: { type: 'string', value: 'SERVICES', help: 'start these only: orders,carts' },
    profile: { type: 'string', value: 'NAME', default: 'redis', help: profileHelp },
    'port-offset': { type: 'string', value: 'N', default: '0', help: offsetHelp },
    dev: { type: 'boolean', default: false, help: 'restart a service when its files change' },
    detach: { type: 'boolean', default: false, help: 'in the background; return when ready' },
    'no-seed': { type: 'boolean', default: false, help: 'do not load the demo shop' },
  },
  examples: ['npm start', 'npm start -- --detach --port-offset 1000', 'npm start -- --dev'],
  exitCodes: { 1: 'something is missing or does not start: the reason is printed' },
} as const

/** Reads the command line of `npm start`; what it cannot read is a UserError. */
export function readStartOptions(argv: readonly string[]): StartOptions {
  const { values } = readCommandLine(command, argv)
  if (!/^\d+$/.test(values['port-offset'])) {
    throw usageError(command, `--port-offset takes a whole number, not "${values['port-offset']}"`)
  }
  const portOffset = Number(values['port-offset'])
  refuseBadPorts(portOffset)
  return {
    profile: values.profile,
    only: readServices(values.only),
    portOffset,
    dev: values.dev,
    detach: values.detach,
    seed: !values['no-seed'],
  }
}

function refuseBadPorts(offset: number): void {
  const port = refusedPortAt(offset)
  if (port === undefined) return
  throw usageError(
    command,
    `--port-offset ${offset} needs port ${port}, which browsers and fetch refuse; ${usableOffset(offset)} will do`,
  )
}

function readServices(text: string | undefined): readonly AppId[] {
  if (text === undefined) return appIds
  const asked = text.split(',').map((name) => name.trim())
  const unknown = asked.filter((name) => !appIds.some((appId) => appId === name))
  if (unknown.length > 0) {
    const known = appIds.join(', ')
    throw usageError(
      command,
      `--only: no service is called ${unknown.join(', ')}; there are ${known}`,
    )
  }
  return appIds.filter((appId) => asked.includes(appId))
}
