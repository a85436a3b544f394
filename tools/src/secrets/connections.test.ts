import { expect, it } from 'vitest'
import { knownSecrets } from '../resources/known-secrets.ts'
import { checkout, layoutOf } from '../runner/plan/layout.ts'
import { portsAt } from '../runner/plan/ports.ts'
import { prepareConnections } from './connections.ts'

const inputWith = (env: NodeJS.ProcessEnv) => ({
  layout: layoutOf(checkout, {}),
  ports: portsAt(0),
  secrets: knownSecrets('test'),
  env,
  isRoot: false,
  progress: () => {},
})

it('needs the address of what is not Redis', async () => {
  const choice = { broker: 'kafka', store: 'redis' }
  await expect(prepareConnections(choice, inputWith({}))).rejects.toThrow(
    '--broker kafka needs its address in KAFKA_BROKERS',
  )
})

it('refuses what keeps documents on one machine', async () => {
  const choice = { broker: 'redis', store: 'sqlite' }
  await expect(prepareConnections(choice, inputWith({}))).rejects.toThrow(/sqlite.*npm start/)
})

it.each([
  ['postgresql,carts=mysql', /--store mysql needs its address in MYSQL_URL/],
  ['postgresql,carts=sqlite', /sqlite.*npm start/],
])('asks the same of each store of %s', async (store, words) => {
  const env = { POSTGRESQL_URL: 'postgresql://admin:secret@db.example/shop' }
  await expect(prepareConnections({ broker: 'redis', store }, inputWith(env))).rejects.toThrow(
    words,
  )
})

it('gives each sidecar the address of a broker that is given, and nothing of Redis', async () => {
  const url = 'amqp://shop:secret@mq.example:5672'
  const choice = { broker: 'rabbitmq', store: 'redis' }
  const made = await prepareConnections(choice, inputWith({ RABBITMQ_URL: url }))
  expect(made.orders).toEqual({ BROKER_ADDRESS: url })
  expect(made.gateway).toEqual({ BROKER_ADDRESS: url })
})
