import { Admin } from '@platformatic/kafka'
import { clientLogin, type KafkaLogin } from './kafka-login.ts'
import { allTopics, retentionMs } from './topics.ts'

/** As many consumers of one service as can share a kind of event. Messages of a partition are handled one by one. */
const partitions = 12

/**
 * Makes the topics that are missing, and answers which: Kafka would make them at first use, with one partition and
 * after seconds in which sidecars report that they do not exist.
 * @example await makeKafkaTopics('127.0.0.1:9092')
 */
export async function makeKafkaTopics(brokers: string, login?: KafkaLogin): Promise<string[]> {
  const admin = new Admin({
    clientId: 'comptoir-topics',
    bootstrapBrokers: brokers.split(','),
    retries: 20,
    retryDelay: 500,
    ...clientLogin(login),
  })
  try {
    const there = new Set(await admin.listTopics())
    const missing = allTopics.filter((topic) => !there.has(topic))
    const configs = [{ name: 'retention.ms', value: String(retentionMs) }]
    // -1: as many copies as the broker makes by default
    if (missing.length > 0)
      await admin.createTopics({ topics: missing, partitions, replicas: -1, configs })
    return missing
  } finally {
    await admin.close()
  }
}
