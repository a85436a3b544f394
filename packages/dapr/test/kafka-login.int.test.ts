import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { provideKafka } from '@comptoir/tools/provision/brokers/kafka'
import { run } from '@comptoir/tools/provision/commands'
import type { Part, PartInput } from '@comptoir/tools/provision/part'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startRelay } from '../src/outbox/crash-relay.ts'
import { type BrokerBed, startBrokerBed } from './broker-conformance/broker-bed.ts'
import { type Replica, startReplica } from './broker-conformance/replica.ts'
import {
  createWitness,
  happen,
  Ordered,
  settled,
  thingsOf,
  whats,
} from './broker-conformance/witness.ts'

// a real Kafka that asks for a login by SCRAM over TLS, as those of others do

const witness = createWitness()
const stops: (() => Promise<unknown>)[] = []
let input: PartInput
let bed: BrokerBed
let orders: Replica

beforeAll(async () => {
  const replicas = ['orders', 'payments']
  bed = await startBrokerBed({ broker: 'kafka', provide: provideGuarded, replicas })
  orders = await startReplica(bed, 'orders')
  const payments = await startReplica(bed, 'payments', { subscribers: witness.handles(Ordered) })
  stops.push(orders.stop, payments.stop, startRelay(orders.store, [thingsOf(orders.store)]))
}, 300_000)
afterAll(async () => {
  await Promise.all(stops.map((stop) => stop()))
  await bed?.stop()
})

const fileOf = (name: string) => join(input.layout.data, name)
const certificate = () => fileOf('ca.pem')

const loginWith = (password: string) => ({
  ...process.env,
  KAFKA_BROKERS: `127.0.0.1:${input.ports.broker.client}`,
  ...{ KAFKA_USER: 'shop', KAFKA_PASSWORD: password, KAFKA_CA: certificate() },
})

/** The node of `npm start`, laid out anew with a user, behind a listener that asks who comes; reached as that of others. */
async function provideGuarded(own: PartInput): Promise<Part> {
  input = own
  const { processes } = await provideKafka(own)
  const [spec] = processes
  const file = spec?.args.at(-1) ?? ''
  if (!spec) throw new Error('no Kafka of our own')
  await makeCertificate()
  writeFileSync(file, guarded(readFileSync(file, 'utf8')))
  const jvm = spec.args.slice(0, -2)
  const user = 'SCRAM-SHA-512=[name=shop,password=secret]'
  const id = ['format', '-t', 'c29tZS1pZC1mb3ItdGVzdA', '-c', file, '--add-scram', user]
  const { code, output } = await run(spec.command, [...jvm, 'kafka.tools.StorageTool', ...id])
  if (code !== 0) throw new Error(output)
  return { ...(await provideKafka({ ...own, env: loginWith('secret') })), processes }
}

/** Its settings with SCRAM over TLS for clients; the controller, which is the same process, stays as it was. */
const guarded = (settings: string) => `${settings
  .replaceAll('PLAINTEXT://', 'GUARDED://')
  .replace('inter.broker.listener.name=PLAINTEXT', 'inter.broker.listener.name=GUARDED')
  .replace('PLAINTEXT:PLAINTEXT', 'GUARDED:SASL_SSL')
  .replace(/^log\.dirs=.*$/m, `log.dirs=${fileOf('guarded')}`)}
sasl.enabled.mechanisms=SCRAM-SHA-512
sasl.mechanism.inter.broker.protocol=SCRAM-SHA-512
listener.name.guarded.scram-sha-512.sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required username="shop" password="secret";
ssl.keystore.type=PEM
ssl.keystore.location=${fileOf('key-and-certificate.pem')}
ssl.truststore.type=PEM
ssl.truststore.location=${certificate()}
`

async function makeCertificate(): Promise<void> {
  const key = fileOf('key.pem')
  const name = ['-subj', '/CN=kafka', '-addext', 'subjectAltName=IP:127.0.0.1']
  const files = ['-keyout', key, '-out', certificate()]
  const args = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', ...name, ...files]
  const { code, output } = await run('openssl', args)
  if (code !== 0) throw new Error(output)
  const both = readFileSync(key, 'utf8') + readFileSync(certificate(), 'utf8')
  writeFileSync(fileOf('key-and-certificate.pem'), both)
}

it('carries events for who logs in', async () => {
  const all = whats('guarded', 20)
  for (const what of all) await happen(orders.store, what)
  const done = () => all.filter((what) => witness.doneBy('payments').includes(what)).length
  expect(await settled(done, all.length)).toBe(all.length)
})

it('lets nobody in with another password', async () => {
  const stranger = await provideKafka({ ...input, env: loginWith('guess') })
  await expect(stranger.prepare?.()).rejects.toThrow()
}, 120_000)
