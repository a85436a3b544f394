import { lookUp } from '@comptoir/contracts/look-up'
import { makeStreams } from '../provision/brokers/jetstream-streams.ts'
import { readKafkaLogin } from '../provision/brokers/kafka-login.ts'
import { makeKafkaTopics } from '../provision/brokers/kafka-topics.ts'
import { givenVariable } from '../provision/part.ts'
import { readCommandLine, usageError } from '../runner/screen/command-line.ts'
import { runCommand } from '../runner/screen/user-error.ts'

const command = {
  run: 'npm run topics --',
  summary:
    'Makes the topics of the shop in a broker of yours: one for each kind of event, and those of dead letters.',
  options: {
    broker: {
      type: 'string',
      default: 'kafka',
      value: 'NAME',
      help: 'kafka (default), or jetstream: streams, and the consumers of each service',
    },
    brokers: {
      type: 'string',
      value: 'HOST:PORT,…',
      help: 'where the broker is; default: KAFKA_BROKERS, NATS_URL',
    },
  },
  examples: [
    'npm run topics -- --brokers kafka.example:9092',
    'NATS_URL=nats://admin:…@nats.example:4222 npm run topics -- --broker jetstream',
  ],
  notes:
    'Before the first start, with a user who may create topics. What is there already stays as it is. The login of a Kafka: ' +
    'KAFKA_USER, KAFKA_PASSWORD, KAFKA_MECHANISM, KAFKA_TLS, KAFKA_CA (docs/portability.md).',
} as const

/** What makes the topics of each broker that does not make them by itself. */
const makers: Readonly<Record<string, (address: string) => Promise<string[]>>> = {
  jetstream: makeStreams,
  kafka: (brokers) => makeKafkaTopics(brokers, readKafkaLogin(process.env)),
}

async function main(): Promise<undefined> {
  const { broker, brokers } = readCommandLine(command).values
  const make = lookUp(makers, broker)
  if (!make) throw usageError(command, `--broker takes ${Object.keys(makers).join(' or ')}`)
  const variable = givenVariable(broker) ?? ''
  const address = brokers ?? lookUp(process.env, variable)
  if (!address) throw usageError(command, `Say where the broker is: --brokers, or ${variable}`)
  const made = await make(address)
  process.stdout.write(made.length > 0 ? `Made ${made.length} topics\n` : 'All topics are there\n')
}

await runCommand(main)
