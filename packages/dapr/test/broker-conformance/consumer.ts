import { createServiceApp } from '@comptoir/service/app'
import { baseConfig, readConfig } from '@comptoir/service/config'
import { listen, onTermination } from '@comptoir/service/http/listen'
import { silentLog } from '@comptoir/service/test/silent-log'
import { createTestVerifier } from '@comptoir/service/test/tokens'
import { Redis } from 'ioredis'
import { createStore } from '../../src/documents/sidecar-store.ts'
import { startTail } from '../../src/events/event-log.ts'
import { attachSubscribers } from '../../src/events/event-routes.ts'
import { createEventSignatures } from '../../src/events/signatures.ts'
import { on } from '../../src/events/subscriptions.ts'
import { createClient } from '../../src/sidecar/invoke.ts'
import { createSidecar } from '../../src/sidecar/sidecar.ts'
import { Ordered } from './witness.ts'

/** A consumer as a process of its own, whose memory can be measured: it notes in Redis what it handled. */
const config = readConfig(baseConfig)
const log = silentLog()
const redis = new Redis(config.redisUrl)
const sidecar = createSidecar({ httpPort: config.daprHttpPort, apiToken: config.daprApiToken })
const signatures = createEventSignatures(config)
const store = createStore({ sidecar, redis, service: 'payments', log, signatures })
const { verify } = createTestVerifier()
const names = { appId: 'payments', title: 'payments', description: 'A consumer' } as const
const app = createServiceApp({ ...names, verify, log, appToken: config.appApiToken })
const handle = ({ what }: { what: string }) =>
  redis.multi().sadd('handled', what).incr('runs').exec()
const subscribers = [on(Ordered, handle)]
attachSubscribers(app, { store, subscribers })
const listener = await listen(app, { port: config.port, host: config.host })
onTermination(() => listener.close())
// the log is read from when the test says so
process.once('SIGUSR2', () => {
  const client = createClient(sidecar, 'orders')
  const deliveryWatch = {
    begin: () => {},
    delivered: () => {},
    foundInLog: () => void redis.incr('found in the log'),
  }
  const producer = 'orders'
  startTail({ store, subscribers, client, producer, everyMs: 200, deliveryWatch })
})
process.stdout.write('ready\n')
