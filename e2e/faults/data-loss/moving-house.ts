import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { invoiceIdOf } from '@comptoir/contracts/ids'
import { mapInParallel } from '@comptoir/tools/shop/parallel'
import { Redis } from 'ioredis'
import { createApi } from '../../src/api.ts'
import {
  describePlatform,
  type PlatformAddress,
  restartPlatform,
  runOn,
  startAgain,
  stopPlatform,
} from '../../src/platform.ts'
import { type OrderBody, password, signIn } from '../../src/shopper.ts'
import { checkAll } from '../kit/check.ts'
import type { Outcome } from '../kit/drill.ts'
import { approve, type Challenge, challenged, processing } from '../kit/order-states.ts'
import { settings as usual } from '../kit/settings.ts'
import { createTestPlatform, pause, type TestPlatform, type Trial } from '../kit/test-platform.ts'
import { storeOf } from './lost-redis.ts'

const importer = resolve(import.meta.dirname, '../../../tools/src/import-shop/import-shop.ts')
/** Long enough for an order to wait for its payment while its shop moves; parcels travel, so that an order is delivered. */
const settings = { ...usual, PAYMENT_DEADLINE_SECONDS: '400', PARCEL_SIMULATOR: 'on' }
/** The new home keeps the choice of its import, whatever store the first shop was started with. */
const settingsOfMoved = { ...settings, COMPTOIR_STORE: '' }

/**
 * A shop with orders moves to another store: the export refuses while an order is under way, the import is killed and
 * run again, one into a shop that is there is refused. Afterwards the shoppers sign in with their passwords, read their
 * orders and pay the one that waited; numbers of invoices go on, and all books agree.
 */
export async function moveHouse(first: TestPlatform): Promise<Outcome> {
  const { address } = first
  const folder = mkdtempSync(join(tmpdir(), 'comptoir-moving-'))
  const archive = join(folder, 'shop')
  const moved = { home: join(folder, 'home'), portOffset: address.portOffset }
  try {
    await restartPlatform(address, { ...settings, PARCEL_SIMULATOR: 'off' })
    const old = await placeOrders(first)
    await stopPlatform(address)
    const store = storeOf(address)
    const target = store === 'sqlite' ? 'redis' : 'sqlite'
    const saved = await saveShop(address, store, archive)
    const loaded = await loadShop(moved, archive, target)
    await startAgain(moved, settingsOfMoved)
    const judged = await judge(createTestPlatform(describePlatform(moved.home)), old)
    const { documents, seconds } = loaded
    return {
      broke: [...saved, ...loaded.broke, ...judged],
      note: `${store} to ${target}: ${documents} documents in ${seconds} s`,
    }
  } finally {
    if (existsSync(join(moved.home, 'run.json'))) await runOn(moved, ['stop'])
    rmSync(folder, { recursive: true, force: true })
    await startAgain(address, usual)
  }
}

type Old = {
  readonly settled: readonly Trial[]
  readonly waiting: Challenge
  readonly lastNumber: number
}

async function placeOrders(platform: TestPlatform): Promise<Old> {
  const settled = await mapInParallel([1, 2, 3], () => processing(platform))
  const cancelled = await processing(platform)
  await platform.cancel(cancelled)
  await platform.reach(cancelled, ['cancelled'])
  const numbers = await Promise.all(
    [...settled, cancelled].map((trial) => invoiceNumber(platform, trial)),
  )
  return { settled, waiting: await challenged(platform), lastNumber: Math.max(...numbers) }
}

/** `FA-2026-000012` is the twelfth. */
async function invoiceNumber({ api, staff }: TestPlatform, { orderId }: Trial): Promise<number> {
  const path = `GET /api/invoices/${invoiceIdOf(orderId)}`
  const { body } = await api<{ number?: string }>(path, { token: await staff() })
  return Number(/\d+$/.exec(body.number ?? '')?.[0])
}

/** Exports the shop, once it was refused for the order that is under way. */
async function saveShop(address: PlatformAddress, store: string, archive: string) {
  const exporting = ['export', '--store', store, '--to', archive]
  const ports = ['--port-offset', String(address.portOffset)]
  const refused = await failureOf(() => runOn(address, [...exporting, ...ports]))
  await runOn(address, [...exporting, ...ports, '--with-open-orders'])
  return /1 orders are under way/.test(refused) ? [] : [`an open order was exported: ${refused}`]
}

type Home = Pick<PlatformAddress, 'home' | 'portOffset'>

/** Imports the shop: killed once, again to the end, and refused once it is there. */
async function loadShop(moved: Home, archive: string, store: string) {
  const ports = ['--port-offset', String(moved.portOffset)]
  const args = ['--from', archive, '--store', store, ...ports]
  const marker = join(moved.home, 'data', 'importing.json')
  await killWhenLoading(moved, args, marker)
  const startsHalf = await failureOf(() => startAgain(moved, settingsOfMoved))
  const startedAt = performance.now()
  await runOn(moved, ['import-shop', ...args])
  const seconds = ((performance.now() - startedAt) / 1_000).toFixed(1)
  const again = await failureOf(() => runOn(moved, ['import-shop', ...args]))
  const note = readJson<{ documents: Record<string, { count: number }> }>(
    join(archive, 'shop.json'),
  )
  const documents = Object.values(note.documents).reduce((sum, { count }) => sum + count, 0)
  return {
    ...{ seconds, documents },
    broke: [
      ...(/import of this shop did not end/.test(startsHalf) ? [] : ['half a shop was started']),
      ...(/has a shop/.test(again) ? [] : [`a shop was imported into another: ${again}`]),
    ],
  }
}

/** Ends an import as a power cut would, once it has begun to write documents. */
async function killWhenLoading({ home }: Home, args: readonly string[], marker: string) {
  const env = { ...process.env, COMPTOIR_HOME: home }
  const child = spawn(process.execPath, [importer, ...args], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let said = ''
  child.stdout.on('data', (chunk: Buffer) => {
    said += chunk.toString()
  })
  while (!/^accounts: /m.test(said) && child.exitCode === null) await pause(2)
  child.kill('SIGKILL')
  if (child.exitCode !== null || !existsSync(marker))
    throw new Error(`the import was not killed in the middle:\n${said}`)
}

/** What is wrong with the shop in its new home, where all indexes are lost and made again first. */
async function judge(platform: TestPlatform, old: Old): Promise<string[]> {
  await loseIndexes(platform.address.redisUrl)
  await runOn(platform.address, ['reindex'])
  const read = await mapInParallel(old.settled, (trial) => readAsBefore(platform, trial))
  await approve(old.waiting)
  await platform.reach(old.waiting, ['processing', 'shipped', 'delivered'], 240_000)
  const next = await platform.trial()
  await platform.reach(next, ['delivered'], 240_000)
  const numbers = await Promise.all([old.waiting, next].map((one) => invoiceNumber(platform, one)))
  const meant = [old.lastNumber + 1, old.lastNumber + 2]
  const gaps = numbers.join() === meant.join() ? [] : [`invoices ${numbers.join()}, not ${meant}`]
  return [...read.flat(), ...gaps, ...(await checkAll(platform))]
}

async function loseIndexes(url: string): Promise<void> {
  const redis = new Redis(url)
  const keys = (await redis.keys('*')).filter((key) => /^(idx|entries):/.test(key))
  if (keys.length === 0) throw new Error('the new home has no indexes')
  await redis.unlink(...keys)
  redis.disconnect()
}

/** A shopper signs in with the old password, and reads the old order and its invoice. */
async function readAsBefore({ address }: TestPlatform, { shopper, orderId }: Trial) {
  const api = createApi(address.gatewayUrl)
  const token = await signIn(api, { email: shopper.email, password })
  const order = await api<OrderBody>(`GET /api/orders/${orderId}`, { token })
  const listed = await api<{ items: { orderId: string }[] }>('GET /api/orders?limit=5', { token })
  const path = `/api/invoices/${invoiceIdOf(orderId)}/pdf`
  const headers = { authorization: `Bearer ${token}` }
  const pdf = await (await fetch(`${address.gatewayUrl}${path}`, { headers })).text()
  return [
    ...(order.status === 200 ? [] : [`${orderId} is not read: ${order.status}`]),
    ...(listed.body.items.some((item) => item.orderId === orderId)
      ? []
      : [`${orderId} is not listed`]),
    ...(pdf.startsWith('%PDF') ? [] : [`the invoice of ${orderId} is not read`]),
  ]
}

const failureOf = (run: () => Promise<void>): Promise<string> =>
  run().then(
    () => '',
    (error: Error) => error.message,
  )

const readJson = <T>(file: string): T => JSON.parse(readFileSync(file, 'utf8')) as T
