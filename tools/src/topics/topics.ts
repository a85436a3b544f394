import { makeKafkaTopics } from '../provision/brokers/kafka-topics.ts'
import { readCommandLine, usageError } from '../runner/screen/command-line.ts'
import { runCommand } from '../runner/screen/user-error.ts'

const command = {
  run: 'npm run topics --',
  summary:
    'Makes the topics of the shop in a Kafka of yours: one for each kind of event, and those of dead letters.',
  options: {
    brokers: {
      type: 'string',
      value: 'HOST:PORT,…',
      help: 'where Kafka is; default: KAFKA_BROKERS',
    },
  },
  examples: ['npm run topics -- --brokers kafka.example:9092'],
  notes:
    'Before the first start, with a user who may create topics. What is there already stays as it is.',
} as const

async function main(): Promise<undefined> {
  const { values } = readCommandLine(command)
  const brokers = values.brokers ?? process.env.KAFKA_BROKERS
  if (!brokers) throw usageError(command, 'Say where Kafka is: --brokers, or KAFKA_BROKERS')
  const made = await makeKafkaTopics(brokers)
  process.stdout.write(made.length > 0 ? `Made ${made.length} topics\n` : 'All topics are there\n')
}

await runCommand(main)
