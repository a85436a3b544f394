import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createBlobs } from '@comptoir/dapr/sidecar/blobs'
import { createStub } from '@comptoir/dapr/test/stub-service'
import { silentLog } from '@comptoir/service/test/silent-log'
import { freePorts, type Sandbox, startSandbox } from '@comptoir/tools/sandbox/sandbox'
import { startService } from '@comptoir/tools/sandbox/sandbox-service'
import { unzipSync } from 'fflate'
import { Redis } from 'ioredis'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { facturxOf } from '../src/e-invoice/facturx.ts'
import { exportFileOf } from '../src/exports/export-file.ts'
import { documentsIn } from '../src/exports/invoice-export.ts'
import { createInvoiceExports } from '../src/exports/invoice-export-store.ts'
import { attachPdf } from '../src/invoice/invoice.ts'
import { renderInvoice } from '../src/printing/invoice-pdf.ts'
import { createTestInvoicing } from './invoicing.ts'
import { sampleOrder } from './sample-order.ts'

/** `EXPORT_INVOICES=10000` measures what the docs say of ten thousand. */
const count = Number(process.env['EXPORT_INVOICES'] ?? 600)
const soon = { timeout: 600_000, interval: 50 }

let sandbox: Sandbox
let redis: Redis
let ports: number[] = []
/** Two replicas beside one sidecar. */
const replicas: ChildProcess[] = []

const startReplica = (n: number) => {
  replicas[n] = startService(sandbox, 'billing', { PORT: String(ports[n]) })
}

beforeAll(async () => {
  ports = await freePorts(2)
  sandbox = await startSandbox({ apps: [{ appId: 'billing', appPort: ports[0] ?? 0 }] })
  redis = new Redis(sandbox.redisUrl)
})

afterAll(async () => {
  for (const replica of replicas) replica.kill('SIGKILL')
  redis.disconnect()
  await sandbox.stop()
})

/** Writes beside the service what it would have written for so many orders, each with a PDF of its own. */
async function fill() {
  const { store, sidecar } = createStub('billing', { sandbox, redis })
  const blobs = createBlobs(sidecar)
  const test = createTestInvoicing(store)
  const first = await test.invoicing.finalise(
    sampleOrder({ orderId: 'ord_0' }),
    '2026-11-21T10:00:00.000Z',
  )
  if (first.data.status !== 'finalised') throw new Error('it was not issued')
  const paper = await renderInvoice(first.data, facturxOf(first.data)?.archive ?? null)
  async function sell(n: number) {
    const order = sampleOrder({ orderId: `ord_${n}` })
    const { id } = await test.invoicing.finalise(order, '2026-11-21T10:00:00.000Z')
    const bytes = Buffer.concat([paper, Buffer.from(`\n% ${id}`)])
    const pdf = { ...(await blobs.put(bytes)), size: bytes.length }
    await test.invoices.update(id, (data) => attachPdf(data, { pdf }))
  }
  const atOnce = 20
  for (let n = 1; n <= count; n += atOnce) {
    const some = Array.from({ length: Math.min(atOnce, count + 1 - n) }, (_, at) => n + at)
    await Promise.all(some.map(sell))
  }
  return { ...test, blobs, exports: createInvoiceExports(store), log: silentLog() }
}

/** The most memory that a process has had, in megabytes. */
function peakOf({ pid }: ChildProcess): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  return Math.round(Number(/VmHWM:\s+(\d+)/.exec(status)?.[1]) / 1024)
}

it('goes on after a kill in the middle, by two replicas, to one whole ZIP', async () => {
  const { exports, blobs, invoices } = await fill()
  startReplica(0)
  startReplica(1)
  const filter = { from: '2026-11-01', to: '2026-11-30', form: 'pdf' } as const
  const asked = { filter, createdBy: 'usr_staff', createdAt: new Date().toISOString() }
  await exports.create('exp_1', { status: 'queued', ...asked })
  const since = performance.now()
  const done = async () => {
    const { data } = (await exports.get('exp_1')) ?? {}
    return data && 'parts' in data ? documentsIn(data.parts) : 0
  }
  await expect.poll(done, soon).toBeGreaterThan(count / 4)
  // whoever works now is one of the two: both die, one after the other, and one comes back
  for (const replica of replicas) {
    replica.kill('SIGKILL')
    await once(replica, 'exit')
  }
  const before = await done()
  expect(before).toBeLessThan(count)
  startReplica(0)
  startReplica(1)
  const status = async () => (await exports.get('exp_1'))?.data.status
  await expect.poll(status, soon).toBe('done')
  const seconds = (performance.now() - since) / 1000
  const job = (await exports.get('exp_1'))?.data
  const parts = job?.status === 'done' ? job.parts : []
  const peaks = replicas.map(peakOf)
  const zip = Buffer.from(await new Response(exportFileOf(blobs, parts)).arrayBuffer())
  const size = `${count} invoices, ${Math.round(zip.length / 1e6)} MB in ${parts.length} pieces`
  console.log(`${size}: ${seconds.toFixed(1)} s with two kills, peaks ${peaks.join(' and ')} MB`)
  const names: string[] = []
  const seventh = (await invoices.get('inv_7'))?.data
  const sought = `exp_1/${seventh?.status === 'finalised' ? seventh.issue.number : ''}.pdf`
  const files = unzipSync(zip, { filter: ({ name }) => names.push(name) > 0 && name === sought })
  expect(new Set(names).size).toBe(count + 1)
  expect(Buffer.from(files[sought] ?? []).toString('latin1')).toContain('% inv_7')
}, 1_800_000)
