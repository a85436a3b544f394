import { lookUp } from '@comptoir/contracts/look-up'
import type { AppId } from '@comptoir/contracts/topology'
import type { Choice } from '../runner/plan/choice.ts'
import { servicesOf, storesIn } from '../runner/plan/store-choice.ts'
import { provideJetstream } from './brokers/jetstream.ts'
import { provideKafka } from './brokers/kafka.ts'
import { provideMqtt } from './brokers/mqtt.ts'
import { provideRabbitmq } from './brokers/rabbitmq.ts'
import type { Part, PartInput, ProvidePart } from './part.ts'
import { provideInMemory } from './stores/in-memory.ts'
import { provideMongodb } from './stores/mongodb.ts'
import { provideMysql } from './stores/mysql.ts'
import { providePostgresql } from './stores/postgresql.ts'
import { provideSqlite } from './stores/sqlite.ts'

/** How each store is found or started; Redis always is, whatever is chosen. */
const stores: Readonly<Record<string, ProvidePart>> = {
  'in-memory': provideInMemory,
  mongodb: provideMongodb,
  mysql: provideMysql,
  postgresql: providePostgresql,
  sqlite: provideSqlite,
}
const brokers: Readonly<Record<string, ProvidePart>> = {
  jetstream: provideJetstream,
  kafka: provideKafka,
  rabbitmq: provideRabbitmq,
}

/** How a broker is found or started; undefined for Redis, which always is. */
export const providerOf = (broker: string): ProvidePart | undefined => lookUp(brokers, broker)

const liveBrokers: Readonly<Record<string, ProvidePart>> = { mqtt: provideMqtt }

/** Which brokers and stores there are beside Redis. */
export const providable = {
  broker: Object.keys(brokers),
  store: Object.keys(stores),
  live: Object.keys(liveBrokers),
}

/** What a broker or a store cannot promise, said at every start. */
const caveats: { readonly [kind in keyof Choice]-?: Readonly<Record<string, string>> } = {
  store: {
    'in-memory':
      'Store in-memory: documents end with the sidecar that holds them; each start begins with an empty shop. One replica.',
    mongodb:
      'Store mongodb: not run on MongoDB so far; a key whose time ran out can be made again up to a minute later.',
    mysql: 'Store mysql: a key whose time ran out can be made again up to a minute later.',
    redis:
      'Store redis: a transaction that fails half-way is not rolled back; every other store does.',
    sqlite: 'Store sqlite: files of this machine, one replica of each service.',
  },
  broker: {
    jetstream:
      'Broker jetstream: after two minutes without the broker, restart the sidecars: they give up connecting. No order.',
    rabbitmq:
      'Broker rabbitmq: no order. After a restart of the broker, services may restart their sidecars: up to 20 events of a queue come by the log.',
  },
  live: {
    mqtt: 'Live channels by mqtt: what a replica announces while the broker is away is lost; pages read again.',
  },
}

export const caveatsOf = ({ broker, store, live }: Choice): string[] => [
  ...saidOf(caveats.store, storesIn(store)),
  ...saidOf(caveats.broker, [broker]),
  ...saidOf(caveats.live, live === undefined ? [] : [live]),
]

const saidOf = (texts: Readonly<Record<string, string>>, names: readonly string[]): string[] =>
  names.flatMap((name) => lookUp(texts, name) ?? [])

/** The brokers and the stores of a choice, beside Redis. */
export async function provideParts(
  { broker, store, live }: Choice,
  inputFor: (name: string) => PartInput,
): Promise<Part[]> {
  const parts: Part[] = []
  for (const name of storesIn(store)) {
    const provide = lookUp(stores, name)
    if (provide) parts.push(await ofServices(provide, inputFor(name), servicesOf(store, name)))
  }
  const provideBroker = providerOf(broker)
  if (provideBroker) parts.push(await provideBroker(inputFor(broker)))
  if (live !== undefined) {
    const provideLive = lookUp(liveBrokers, live)
    if (provideLive) parts.push(await provideLive(inputFor(live)))
  }
  return parts
}

/** A store of some services: the sidecars of the others have its address from no one. */
async function ofServices(provide: ProvidePart, input: PartInput, services: readonly AppId[]) {
  const part = await provide({ ...input, services })
  const sidecarEnvironment = (appId: AppId) =>
    services.includes(appId) ? part.sidecarEnvironment(appId) : {}
  return { ...part, sidecarEnvironment }
}
