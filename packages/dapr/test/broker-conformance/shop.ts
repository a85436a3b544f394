import { setTimeout as sleep } from 'node:timers/promises'
import { startRelay } from '../../src/outbox/crash-relay.ts'
import { type BedOptions, type BrokerBed, startBrokerBed } from './broker-bed.ts'
import { repeated } from './judgements.ts'
import { type Replica, startReplica } from './replica.ts'
import {
  countDone,
  createWitness,
  happen,
  Ordered,
  readTheLog,
  report,
  settled,
  thingsOf,
  type Witness,
} from './witness.ts'

export const consumers = ['payments', 'payments-2']

/** Where things were brought from, and how often handlers ran. */
export type Brought = { readonly byBroker: number; readonly byLog: number; readonly runs: number }

/** Orders, which tells, and two replicas of payments, which hears. */
export type Shop = {
  readonly bed: BrokerBed
  readonly witness: Witness
  /** Places orders as a shopper does: again until it is answered. */
  place(all: readonly string[], everyMs?: number): Promise<void>
  startApp(name: string): Promise<void>
  stopApp(name: string): Promise<void>
  startWithSidecar(name: string): Promise<void>
  /** Ends a sidecar, while its app still answers, and then the app. */
  stopWithSidecar(name: string): Promise<void>
  /** Reads the log of orders for a while, as payments does all the time. */
  readLogFor(ms: number): Promise<void>
  /** Counts what the broker brings by itself, then what the producer's log brings; says both. */
  bring(when: string, all: readonly string[], quietMs?: number): Promise<Brought>
  /** What was done more than once. */
  doneTwice(all: readonly string[]): string[]
  stop(): Promise<void>
}

/** Starts them, with the product's relay in orders. */
export async function openShop(options: Pick<BedOptions, 'edit'> = {}): Promise<Shop> {
  const bed = await startBrokerBed({ ...options, replicas: ['orders', ...consumers] })
  const witness = createWitness()
  const handled = witness.handles(Ordered)
  const running = new Map<string, Replica>()
  const named = (name: string) => {
    const replica = running.get(name)
    if (!replica) throw new Error(`no replica ${name}`)
    return replica
  }
  const startApp = async (name: string) => {
    running.set(name, await startReplica(bed, name, { subscribers: handled }))
  }
  const stopApp = async (name: string) => {
    await named(name).stop()
    running.delete(name)
  }
  await Promise.all(['orders', ...consumers].map(startApp))
  const orders = named('orders').store
  const stopRelay = startRelay(orders, [thingsOf(orders)])
  await untilHeard(named('orders'), witness)
  return {
    ...{ bed, witness, startApp, stopApp },
    async place(all, everyMs = 0) {
      const placing: Promise<void>[] = []
      for (const what of all) {
        placing.push(placeOne(named('orders'), what))
        await sleep(everyMs)
      }
      await Promise.all(placing)
    },
    async startWithSidecar(name) {
      await startApp(name)
      await bed.sandbox.startSidecar(name)
    },
    async stopWithSidecar(name) {
      await bed.sandbox.stopSidecar(name)
      await stopApp(name)
    },
    readLogFor: (ms) => readTheLog(named('payments'), handled, () => sleep(ms, true)),
    async bring(when, all, quietMs) {
      const done = () => countDone(named('payments').store, all)
      const byBroker = await settled(done, all.length, quietMs)
      await readTheLog(named('payments'), handled, async () => (await done()) === all.length)
      const byLog = (await done()) - byBroker
      const runs = witness.runs.filter(({ what }) => all.includes(what)).length
      report(
        `${when}: ${all.length} events, ${byBroker} by the broker, ${byLog} by the log, ${runs} runs`,
      )
      return { byBroker, byLog, runs }
    },
    doneTwice(all) {
      return repeated(witness.doneBy('payments').filter((what) => all.includes(what)))
    },
    async stop() {
      await stopRelay()
      await Promise.all([...running.values()].map((replica) => replica.stop()))
      await bed.stop()
    },
  }
}

/** Tells something until each consumer has heard it: a sidecar subscribes once it has found its app. */
async function untilHeard(orders: Replica, { runs }: Witness): Promise<void> {
  const deaf = () => consumers.filter((name) => !runs.some(({ replica }) => replica === name))
  for (let n = 0; deaf().length > 0; n++) {
    if (n === 300) throw new Error(`never heard anything: ${deaf()}`)
    await placeOne(orders, `first-${n}`)
    await sleep(300)
  }
}

async function placeOne({ store }: Replica, what: string): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      return await happen(store, what)
    } catch (error) {
      if (tries === 60) throw error
      await sleep(500)
    }
  }
}
