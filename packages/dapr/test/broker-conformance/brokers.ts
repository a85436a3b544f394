import { lookUp } from '@comptoir/contracts/look-up'

/** What a broker is expected to do, with the options that `components/brokers` gives it. */
export type BrokerUnderTest = {
  /** Events of one aggregate reach a consumer in their order, also when it has several replicas. */
  readonly keepsOrder: boolean
  /** How many events a consumer may be behind: with the producer's log, this broker keeps no more than some ten thousands. */
  readonly mostBehind?: number
  /** What the broker loses without something in the resources of the shop. */
  readonly losses: readonly Loss[]
}

export type Loss = {
  readonly without: string
  readonly when: string
  /** Of `scenarios.ts`. */
  readonly scenario: 'appDown' | 'appAndSidecarDown'
  readonly edit: (file: string, text: string) => string
}

/** A file without some of its text. Throws when it is not there, since nothing would be tried. */
function without(name: string, pattern: RegExp, instead = ''): Loss['edit'] {
  return (file, text) => {
    if (file !== name) return text
    if (!pattern.test(text)) throw new Error(`${name} has no ${pattern}`)
    return text.replace(pattern, instead)
  }
}
const option = (name: string) => new RegExp(` +- \\{name: ${name}, .*\\}\\n`)

const noRetry = {
  without: 'the inbound retry',
  when: 'the app is down',
  scenario: 'appDown' as const,
  edit: without('resiliency.yaml', / +inbound:\n +retry: .*\n/, '        inbound:\n'),
}

/** The brokers that the suite knows: every one of `components/brokers`. */
export const brokers: Readonly<Record<string, BrokerUnderTest>> = {
  redis: { keepsOrder: false, mostBehind: 15_000, losses: [noRetry] },
  jetstream: { keepsOrder: false, losses: [noRetry] },
  kafka: {
    keepsOrder: true,
    losses: [
      {
        without: 'initialOffset: oldest',
        when: 'a consumer is down that has read little so far',
        scenario: 'appAndSidecarDown',
        edit: without('pubsub.yaml', option('initialOffset')),
      },
    ],
  },
  rabbitmq: {
    keepsOrder: false,
    losses: [
      {
        without: 'deletedWhenUnused: false',
        when: 'a consumer and its sidecars are down',
        scenario: 'appAndSidecarDown',
        edit: without('pubsub.yaml', option('deletedWhenUnused')),
      },
    ],
  },
}

/** The broker named by the command line, and how many events are sent through it. Throws when it is unknown. */
export function brokerUnderTest(env: NodeJS.ProcessEnv) {
  const name = env['CONFORMANCE_BROKER'] ?? 'redis'
  const broker = lookUp(brokers, name)
  if (!broker) throw new Error(`There is no broker "${name}": ${Object.keys(brokers).join(', ')}`)
  return { name, broker, events: Number(env['CONFORMANCE_EVENTS'] ?? 5_000) }
}
