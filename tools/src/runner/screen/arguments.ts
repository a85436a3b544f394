import { type AppId, appIds } from '@comptoir/contracts/topology'
import type { Choice } from '../plan/choice.ts'
import { refusedPortAt, usableOffset } from '../plan/ports.ts'
import { readCommandLine, usageError } from './command-line.ts'

export type StartOptions = {
  /** What the command line, or else the environment, says to run on. */
  asked: Partial<Choice>
  only: readonly AppId[]
  portOffset: number
  dev: boolean
  detach: boolean
  seed: boolean
}

export const startHelp = {
  broker: 'what carries events: jetstream, kafka, rabbitmq, redis (default: redis)',
  store:
    'what keeps documents: in-memory, mongodb, mysql, postgresql, redis, sqlite (default: redis); ' +
    'those of some services elsewhere: sqlite,carts=redis',
  live: 'what carries live channels: mqtt, redis (default: redis)',
}
const offsetHelp = 'move every port, to run beside another checkout (default: 0)'

const command = {
  run: 'npm start --',
  summary: 'Starts the whole shop, or some of its services, and keeps it running until Ctrl-C.',
  options: {
    only: { type: 'string', value: 'SERVICES', help: 'start these only: orders,carts' },
    broker: { type: 'string', value: 'NAME', help: startHelp.broker },
    store: { type: 'string', value: 'NAME', help: startHelp.store },
    live: { type: 'string', value: 'NAME', help: startHelp.live },
    'port-offset': { type: 'string', value: 'N', default: '0', help: offsetHelp },
    dev: { type: 'boolean', default: false, help: 'restart a service when its files change' },
    detach: { type: 'boolean', default: false, help: 'in the background; return when ready' },
    'no-seed': { type: 'boolean', default: false, help: 'do not load the demo shop' },
  },
  examples: ['npm start', 'npm start -- --detach --port-offset 1000', 'npm start -- --dev'],
  notes:
    'COMPTOIR_BROKER, COMPTOIR_STORE and COMPTOIR_LIVE say the same as --broker, --store and --live. A checkout keeps the broker and the store that its data were made with.',
  exitCodes: { 1: 'something is missing or does not start: the reason is printed' },
} as const

/** Reads the command line of `npm start`; what it cannot read is a UserError. */
export function readStartOptions(
  argv: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
): StartOptions {
  const { values } = readCommandLine(command, argv)
  const portOffset = readPortOffset(command, values['port-offset'])
  refuseBadPorts(portOffset)
  return {
    asked: askedOf({
      broker: values.broker || env.COMPTOIR_BROKER,
      store: values.store || env.COMPTOIR_STORE,
      live: values.live || env.COMPTOIR_LIVE,
    }),
    only: readServices(values.only),
    portOffset,
    dev: values.dev,
    detach: values.detach,
    seed: !values['no-seed'],
  }
}

/** The value of `--port-offset`. Throws a UserError unless it is a whole number. */
export function readPortOffset(command: { readonly run: string }, text: string): number {
  if (/^\d+$/.test(text)) return Number(text)
  throw usageError(command, `--port-offset takes a whole number, not "${text}"`)
}

type Asked = Readonly<Record<keyof Choice, string | undefined>>

const askedOf = ({ broker, store, live }: Asked): Partial<Choice> => ({
  ...(broker && { broker }),
  ...(store && { store }),
  ...(live && { live }),
})

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
