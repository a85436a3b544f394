import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { UserError } from '../../runner/screen/user-error.ts'
import { run } from '../commands.ts'
import { cacheFolder } from '../dapr.ts'
import { missingPort, type Part, type PartInput, partVariables } from '../part.ts'
import { requireProgram } from '../programs.ts'
import { type KafkaLogin, readKafkaLogin, sidecarLogin } from './kafka-login.ts'
import { makeKafkaTopics } from './kafka-topics.ts'

const version = '4.1.0'
const heap = '384m'

/**
 * Kafka as the broker: the one that KAFKA_BROKERS names (`host:port,host:port`, with the login of `readKafkaLogin`), or one
 * node of our own from Maven.
 */
export async function provideKafka(input: PartInput): Promise<Part> {
  const given = input.env.KAFKA_BROKERS
  if (given)
    return { ...partAt(given, readKafkaLogin(input.env)), from: 'KAFKA_BROKERS', processes: [] }
  const { client } = input.ports.broker
  const java = await required('java', 'default-jre-headless', input)
  const jars = await kafkaJars(input)
  const folder = join(input.layout.data, 'kafka')
  const settings = await layOut(java, jars, folder, input)
  const spec = {
    name: 'kafka',
    group: 'part' as const,
    command: java,
    args: [...jvm(jars, heap), 'kafka.Kafka', settings],
    env: {},
    cwd: input.layout.root,
    port: client,
    missing: () => missingPort(client),
  }
  return { ...partAt(`127.0.0.1:${client}`), from: `Kafka ${version}`, processes: [spec] }
}

const partAt = (brokers: string, login?: KafkaLogin) => ({
  name: 'kafka',
  prepare: async () => void (await makeKafkaTopics(brokers, login)),
  sidecarEnvironment: () => ({ [partVariables.broker]: brokers, ...sidecarLogin(login) }),
})

async function required(program: string, packageName: string, input: PartInput): Promise<string> {
  const { env, isRoot, progress } = input
  const { path } = await requireProgram(
    { program, packageName, env, isRoot, progress },
    `Kafka needs ${program}. Install it (\`sudo apt-get install ${packageName}\`), or set KAFKA_BROKERS=host:9092`,
  )
  return path
}

/** Kafka's jars by Maven, once per machine, beside what else is built there. */
async function kafkaJars(input: PartInput): Promise<string> {
  const folder = join(cacheFolder(input.env, homedir()), `kafka-${version}`)
  if (existsSync(folder)) return folder
  const maven = await required('mvn', 'maven', input)
  const workshop = `${folder}-${process.pid}`
  mkdirSync(workshop, { recursive: true })
  try {
    input.progress(`fetching Kafka ${version} with Maven, about a minute, once per machine`)
    writeFileSync(join(workshop, 'pom.xml'), pom)
    const copy = ['dependency:copy-dependencies', '-DincludeScope=runtime']
    const args = ['-q', '-B', '-f', join(workshop, 'pom.xml'), ...copy]
    const options = input.stop ? { signal: input.stop } : {}
    const { code, output } = await run(maven, [...args, `-DoutputDirectory=${workshop}`], options)
    if (code !== 0) throw new UserError(`Maven could not fetch Kafka: ${output.slice(-500)}`)
    renameSync(workshop, folder)
  } finally {
    rmSync(workshop, { recursive: true, force: true })
  }
  return folder
}

const dependency = (artifact: string) =>
  `<dependency><groupId>org.apache.kafka</groupId><artifactId>${artifact}</artifactId><version>${version}</version></dependency>`

const pom = `<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
<groupId>comptoir</groupId><artifactId>kafka</artifactId><version>1</version><packaging>pom</packaging>
<dependencies>${dependency('kafka_2.13')}${dependency('kafka-tools')}</dependencies></project>
`

/** Its settings, and at the first start its data folder. */
async function layOut(java: string, jars: string, folder: string, input: PartInput) {
  const settings = join(input.layout.data, 'kafka.properties')
  mkdirSync(folder, { recursive: true })
  writeFileSync(settings, properties(folder, input.ports.broker))
  if (existsSync(join(folder, 'meta.properties'))) return settings
  const id = randomBytes(16).toString('base64url')
  const format = ['kafka.tools.StorageTool', 'format', '-t', id, '-c', settings]
  const { code, output } = await run(java, [...jvm(jars, '128m'), ...format])
  if (code !== 0) throw new UserError(`Kafka could not lay out ${folder}: ${output.slice(-500)}`)
  return settings
}

const jvm = (jars: string, memory: string) => [
  ...[`-Xmx${memory}`, `-Xms${memory}`, '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1'],
  ...['-cp', `${jars}/*`],
]

const properties = (folder: string, { client, own }: PartInput['ports']['broker']) => `
process.roles=broker,controller
node.id=1
controller.quorum.voters=1@127.0.0.1:${own}
listeners=PLAINTEXT://127.0.0.1:${client},CONTROLLER://127.0.0.1:${own}
advertised.listeners=PLAINTEXT://127.0.0.1:${client}
controller.listener.names=CONTROLLER
inter.broker.listener.name=PLAINTEXT
listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
log.dirs=${folder}
auto.create.topics.enable=false
offsets.topic.replication.factor=1
offsets.topic.num.partitions=8
transaction.state.log.replication.factor=1
transaction.state.log.min.isr=1
transaction.state.log.num.partitions=4
share.coordinator.state.topic.replication.factor=1
share.coordinator.state.topic.min.isr=1
group.initial.rebalance.delay.ms=0
log.segment.bytes=67108864
`
