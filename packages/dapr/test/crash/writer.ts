import { silentLog } from '@comptoir/service/test/silent-log'
import { Redis } from 'ioredis'
import { createStore } from '../../src/documents/sidecar-store.ts'
import type { Store } from '../../src/documents/store.ts'
import { createSidecar } from '../../src/sidecar/sidecar.ts'
import { unsigned } from '../memory-store.ts'
import { parcelsOf } from './parcels.ts'

/** A program that changes one parcel and is killed just before the step that its arguments name. */
const [httpPort, apiToken, redisUrl = '', step = '', id = ''] = process.argv.slice(2)

const sidecar = createSidecar({ httpPort: Number(httpPort), apiToken })
const redis = new Redis(redisUrl)
const honest = createStore({
  ...{ sidecar, redis, service: 'shipping' },
  ...{ log: silentLog(), signatures: unsigned },
})

function dieAt(name: string): void {
  if (name === step) process.kill(process.pid, 'SIGKILL')
}

let published = 0
const store: Store = {
  ...honest,
  state: {
    ...honest.state,
    write(write) {
      dieAt('write')
      return honest.state.write(write)
    },
  },
  async publish(event) {
    dieAt(`publish ${++published}`)
    await honest.publish(event)
  },
  ledger: {
    ...honest.ledger,
    mark(document, version) {
      dieAt('mark')
      return honest.ledger.mark(document, version)
    },
    async finish(input) {
      dieAt('finish')
      await honest.ledger.finish(input)
    },
  },
}

const events = ['packed', 'sent'].map((name) => ({
  type: `comptoir.shipping.${name}.v1`,
  data: {},
}))
await parcelsOf(store).update(id, () => ({ next: { city: 'Nice' }, events }))
dieAt('answer')
