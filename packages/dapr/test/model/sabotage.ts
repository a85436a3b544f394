import type { Envelope } from '../../src/documents/envelope.ts'
import type { Write } from '../../src/documents/state-port.ts'
import type { Finish, Ledger, Marker } from '../../src/outbox/delivery-index.ts'
import type { DocumentList } from '../../src/roster/document-list.ts'
import { RosterPage } from '../../src/roster/roster-pages.ts'
import { createMemoryLedger } from '../memory-delivery-index.ts'
import type { Ports, Sabotage } from './world.ts'

const withLedger =
  (change: (ledger: Ledger) => Partial<Ledger>): Sabotage =>
  (ports) => ({
    ...ports,
    ledger: { ...ports.ledger, ...change(ports.ledger) },
  })

const withFinish = (change: (input: Finish) => Finish): Sabotage =>
  withLedger((ledger) => ({ finish: (input) => ledger.finish(change(input)) }))

const withWrite =
  (change: (write: Write & { value: Envelope }) => Partial<Write>): Sabotage =>
  (ports) => ({
    ...ports,
    state: {
      ...ports.state,
      write(write) {
        const value = write.value as Envelope
        return ports.state.write({ ...write, ...change({ ...write, value }) })
      },
    },
  })

/** The marker is set once the document is written, not before. */
function markAfterwards(ports: Ports): Ports {
  const late: (() => Promise<unknown>)[] = []
  return {
    ...ports,
    ledger: {
      ...ports.ledger,
      mark(document, version) {
        late.push(() => ports.ledger.mark(document, version))
        return ports.ledger.sent(document)
      },
      async finish(input) {
        for (const mark of late.splice(0)) await mark()
        await ports.ledger.finish(input)
      },
    },
  }
}

/** Any writer may overwrite: the ETag is not shown. */
function lastWrite(ports: Ports): Ports {
  return {
    ...ports,
    state: {
      ...ports.state,
      async write(write) {
        const etag = (await ports.state.read(write.key))?.etag
        return ports.state.write({ ...write, etag })
      },
    },
  }
}

/** Versions up to the finished one, whoever announced them, and the newer ones too. */
function allMarkersGo(ledger: Ledger): Partial<Ledger> {
  return {
    async finish(input) {
      await ledger.finish(input)
      const markers = await ledger.pending(0, { offset: 0, limit: 100 })
      const own = markers.filter((marker: Marker) => marker.document === input.document)
      for (const marker of own) await ledger.dropMarker(marker)
    },
  }
}

/** `sent` stays what it was: the ledger behind is a new one for each step, but for its log and index. */
function sentIsForgotten(ledger: Ledger): Partial<Ledger> {
  return {
    mark: async (document, version) => {
      await ledger.mark(document, version)
      return 0
    },
    sent: async () => 0,
    async finish(input) {
      const seen = await ledger.sent(input.document)
      const version = Math.max(seen + 1, input.version)
      const again = input.events.map((event) => ({ ...event, aggregateversion: version }))
      await ledger.finish({ ...input, version, events: again })
    },
  }
}

/** The log and the index take what comes, in the order it comes. */
function anyOrder(ports: Ports, world: { clock: { nowMs: number } }): Ports {
  const { ledger } = ports
  const naive = createMemoryLedger(() => world.clock.nowMs)
  let step = 0
  return {
    ...ports,
    ledger: {
      ...ledger,
      page: naive.page,
      read: naive.read,
      async finish(input) {
        await ledger.finish(input)
        const version = ++step * 1_000
        const events = input.events.map((event) => ({ ...event, aggregateversion: version }))
        await naive.finish({ ...input, version, events })
      },
    },
  }
}

const withList =
  (change: (list: DocumentList) => DocumentList): Sabotage =>
  (ports) => ({ ...ports, documents: (state) => change(ports.documents(state)) })

/** Whoever claims a page of the roster takes it, though another has it. */
function pagesAreTaken(ports: Ports): Ports {
  const { state } = ports
  return {
    ...ports,
    state: {
      ...state,
      async write(write) {
        if (!write.key.startsWith('roster:') || write.etag) return await state.write(write)
        return await state.write({ ...write, etag: (await state.read(write.key))?.etag })
      },
    },
  }
}

/** The list of documents, which is used when Redis is lost, with one of its steps left out. */
export const listSabotages: Record<string, Sabotage> = {
  'nothing is listed': withList((list) => ({ ...list, add: async () => {} })),
  'a document is listed after its creation': withList((list) => ({
    ...list,
    async add(document) {
      void Promise.resolve().then(() => list.add(document).catch(() => {}))
    },
  })),
  'a page keeps only the names of its last write': (ports) => ({
    ...ports,
    state: {
      ...ports.state,
      write(write) {
        const page = RosterPage.safeParse(write.value).data
        const value = page && { ...page, documents: page.documents.slice(-1) }
        return ports.state.write(value ? { ...write, value } : write)
      },
    },
  }),
  'a page is claimed that another has': pagesAreTaken,
}

/** The protocol with one of its steps left out: each must be caught by the claims. */
export const sabotages: Record<string, Sabotage> = {
  'no marker is set': withLedger((ledger) => ({ mark: (document) => ledger.sent(document) })),
  'the marker is set after the write': markAfterwards,
  'nothing is published': (ports) => ({ ...ports, publish: async () => {} }),
  'the outbox carries only its own version': withWrite(({ value }) => ({
    value: {
      ...value,
      outbox: value.outbox.filter((event) => event.aggregateversion === value.version),
    },
  })),
  'write ids are not kept': withWrite(({ value }) => ({ value: { ...value, writes: [] } })),
  'the last write wins': lastWrite,
  'finish appends nothing to the log': withFinish((input) => ({ ...input, events: [] })),
  'finish appends only the newest version': withFinish((input) => ({
    ...input,
    events: input.events.filter((event) => event.aggregateversion === input.version),
  })),
  'finish leaves the index alone': withFinish((input) => ({ ...input, entries: [] })),
  'finish does not set sent': withLedger(sentIsForgotten),
  'finish takes versions in any order': anyOrder,
  'finish leaves its marker': withFinish((input) => ({ ...input, markers: [] })),
  'finish removes every marker of the document': withLedger(allMarkersGo),
  'the relay drops markers ahead of their document': withLedger((ledger) => ({
    pending: async (age, page) =>
      (await ledger.pending(age, page)).map((marker) => ({ ...marker, at: marker.at - 700_000 })),
    dropMarker: async (marker) => ledger.dropMarker({ ...marker, at: marker.at + 700_000 }),
  })),
  'the relay removes a marker that was renewed': withLedger((ledger) => ({
    async pending(age, page) {
      const markers = await ledger.pending(age, page)
      for (const marker of markers) await ledger.dropMarker(marker)
      return markers
    },
  })),
  'a repair does not look whether the document came back': withLedger((ledger) => ({
    async repair(address, hit) {
      const sent = await ledger.sent(`${address.collection}/${hit.id}`)
      await ledger.repair(address, { ...hit, sent })
    },
  })),
}
