import { orderIdOf, paymentIntentIdOf, shipmentIdOf } from '@comptoir/contracts/ids'
import type { LedgerLine } from '@comptoir/tools/reconcile/provider-books'
import { eventually } from '../../../src/api.ts'
import { ledgerOf } from '../../../src/ledger.ts'
import { sell } from '../../../src/shopper.ts'
import { checkOrder } from '../../kit/check.ts'
import { settings } from '../../kit/settings.ts'
import { type TestPlatform, type Trial, withRetries } from '../../kit/test-platform.ts'
import { edit, isEnded } from '../orders/edit-matrix.ts'
import { awaitStrike, type Mode, plan, type Struck } from '../orders/matrix.ts'
import { approveAtPayPal, awaitPayer, callPayPal } from './paypal-simulator.ts'
import { atProvider } from './refunds.ts'

/** Money is held at the payment and taken when the first parcel leaves. */
export const holding = { ...settings, CAPTURE_AT: 'shipping' }
/** The same, with providers that hold money for two minutes, and a shop that is told half a minute after it was held. */
export const nearItsEnd = {
  ...holding,
  SIMULATOR_AUTHORISATION_SECONDS: '120',
  AUTHORISATION_MARGIN_HOURS: '0.025',
}

const payers = { card: undefined, paypal: 'paypal' } as const
type Payer = keyof typeof payers
/** Where the faults of a provider strike. */
const pointOf = (payer: Payer, call: 'capture' | 'release') =>
  `${payer === 'paypal' ? 'paypal' : 'provider'}:${call}`

type Held = Trial & { readonly total: number }
type Parcel = { readonly status: string; readonly trackingNumber?: string }

/** An order of two heavy things, a parcel each, whose money is held. */
async function held(platform: TestPlatform, payer: Payer): Promise<Held> {
  const { api, staff } = platform
  const thing = { price: 3_000, stock: 5, weightGrams: 20_000 }
  const sku = await withRetries(async () => sell(api, await staff(), thing))
  const ready = await platform.prepare([{ sku, quantity: 2 }])
  const orderId = await platform.order(ready, payers[payer])
  const trial = { shopper: ready.shopper, sku, orderId }
  if (payer === 'paypal') await approveAtPayPal(await awaitPayer(platform, trial))
  const order = await platform.reach(trial, ['processing'])
  return { ...trial, total: order.totals.grandTotal.amount }
}

/** A carrier takes one of the parcels that are still here. */
async function send(platform: TestPlatform, { orderId }: Held): Promise<void> {
  const path = `/api/shipments/${shipmentIdOf(orderId)}`
  const read = () =>
    withRetries(async () => {
      const asking = { token: await platform.staff() }
      const { body } = await platform.api<{ parcels?: readonly Parcel[] }>(`GET ${path}`, asking)
      return body.parcels?.find(({ status }) => status === 'label_created')?.trackingNumber
    })
  const trackingNumber = await eventually('a label', read, Boolean, 30_000)
  const body = { code: 'handed_over', at: new Date().toISOString(), trackingNumber }
  await withRetries(async () => {
    const asking = { token: await platform.staff(), body }
    const { status } = await platform.api(`POST ${path}/tracking-events`, asking)
    if (status !== 200) throw new Error(`scan: ${status}`)
  })
}

/** What the providers' ledgers must say of the order's money, in minor units. */
type Money = { readonly held: number; readonly taken: number }

/** Waits until the order is shown as that and the providers say so, then holds all books of it against each other. */
async function checkMoney(
  platform: TestPlatform,
  trial: Trial,
  [shown, wanted]: readonly [string, Money],
): Promise<string[]> {
  const read = async () => {
    const { paymentStatus } = await platform.read(trial)
    const lines = await withRetries(() => linesOf(platform, trial))
    const sum = (of: LedgerLine['kind']) =>
      lines.reduce((total, { kind, amount }) => (kind === of ? total + amount : total), 0)
    const back = sum('refund')
    return { paymentStatus, held: sum('authorisation'), taken: sum('charge'), back }
  }
  await eventually(
    `its money to be ${shown}`,
    read,
    ({ paymentStatus, held, taken, back }) =>
      paymentStatus === shown && held === wanted.held && taken === wanted.taken && back === 0,
    60_000,
  )
  return await checkOrder(platform, trial)
}

async function linesOf({ address }: TestPlatform, { orderId }: Trial): Promise<LedgerLine[]> {
  return (await ledgerOf(address)()).filter(({ paymentIntentId: id }) => orderIdOf(id) === orderId)
}

const untouched = ({ total }: Held) => ['authorised', { held: total, taken: 0 }] as const
const taken = ({ total }: Held) => ['paid', { held: 0, taken: total }] as const
const letGo = ['voided', { held: 0, taken: 0 }] as const

type Fault = { readonly at: 'capture' | 'release'; readonly mode: Mode }

/** Plans a fault at a call of the provider, where there is one. */
const planAt = async (platform: TestPlatform, payer: Payer, fault?: Fault) =>
  fault && plan(platform, { service: 'payments', point: pointOf(payer, fault.at) }, fault.mode)

const awaitAny = async (platform: TestPlatform, struck?: Struck) => {
  if (struck) await awaitStrike(platform, struck)
}

/** All of it is taken, once, when the first of two parcels leaves; nothing when the second one does. */
async function takenOnce(platform: TestPlatform, payer: Payer, fault?: Fault): Promise<string[]> {
  const trial = await held(platform, payer)
  const before = await checkMoney(platform, trial, untouched(trial))
  const struck = await planAt(platform, payer, fault)
  await send(platform, trial)
  await platform.reach(trial, ['partially_shipped'])
  await awaitAny(platform, struck)
  const first = await checkMoney(platform, trial, taken(trial))
  await send(platform, trial)
  await platform.reach(trial, ['shipped'])
  return [...before, ...first, ...(await checkMoney(platform, trial, taken(trial)))]
}

/** It is let go when its order is cancelled before: nothing was taken, so that nothing goes back. */
async function cancelled(platform: TestPlatform, payer: Payer, fault?: Fault): Promise<string[]> {
  const trial = await held(platform, payer)
  const before = await checkMoney(platform, trial, untouched(trial))
  const struck = await planAt(platform, payer, fault)
  await platform.cancel(trial)
  await platform.reach(trial, ['cancelled'])
  await awaitAny(platform, struck)
  return [...before, ...(await checkMoney(platform, trial, letGo))]
}

/** What an edit takes off is never taken; what it adds is held, and taken with the rest. */
async function edited(platform: TestPlatform, payer: Payer, to: 1 | 3): Promise<string[]> {
  const trial = await held(platform, payer)
  const { look } = await edit(platform, trial, { from: 2, to })
  const { status } = await eventually('the edit to end', look, isEnded, 90_000)
  const total = (await platform.read(trial)).totals.grandTotal.amount
  const kept = { held: Math.max(total, trial.total), taken: 0 }
  const before = await checkMoney(platform, trial, ['authorised', kept])
  await send(platform, trial)
  await platform.reach(trial, ['partially_shipped', 'shipped'])
  const after = await checkMoney(platform, trial, taken({ ...trial, total }))
  const isApplied = status === 'applied' && total !== trial.total
  return [...before, ...after, ...(isApplied ? [] : [`the edit is ${status}`])]
}

/** The provider lets it go: the order is stopped before a parcel leaves. */
async function lost(platform: TestPlatform, payer: Payer): Promise<string[]> {
  const trial = await held(platform, payer)
  await expire(platform, trial, payer)
  await platform.reach(trial, ['cancelled'])
  return [...(await stoppedFor(platform, trial)), ...(await checkMoney(platform, trial, letGo))]
}

/** Tells the provider that the time of the held money is over. */
async function expire(platform: TestPlatform, { orderId }: Trial, payer: Payer): Promise<void> {
  const own = paymentIntentIdOf(orderId)
  if (payer === 'card') {
    const token = await platform.staff()
    const { body } = await platform.api<{ providerRef: string }>(
      `GET /api/payment-intents/${own}`,
      { token },
    )
    await atProvider(platform, `/authorisations/${body.providerRef}/expire`, {})
    return
  }
  type Lines = { authorised: { reference: string; metadata: { payment_intent_id?: string } }[] }
  const { authorised } = (await callPayPal(platform, 'GET /ledger')) as Lines
  const line = authorised.find(({ metadata }) => metadata.payment_intent_id === own)
  await callPayPal(platform, `POST /authorizations/${line?.reference}/expire`)
}

/** What is wrong when an order was not cancelled for the end of its authorisation. */
async function stoppedFor(platform: TestPlatform, trial: Trial): Promise<string[]> {
  const order = (await platform.read(trial)) as unknown as { cancellation?: { reason: string } }
  const reason = order.cancellation?.reason
  return reason === 'authorisation_expired' ? [] : [`it was stopped for ${reason}`]
}

/** An order that stays here until its money is nearly free is stopped, and lets it go itself; one that left was paid. */
async function nearTheEnd(platform: TestPlatform, payer: Payer): Promise<string[]> {
  const [leaving, staying] = [await held(platform, payer), await held(platform, payer)]
  await send(platform, leaving)
  const left = await checkMoney(platform, leaving, taken(leaving))
  const until = await heldUntil(platform, staying)
  await platform.reach(staying, ['cancelled'], 150_000)
  const isLate = Date.now() >= until
  return [
    ...left,
    ...(isLate ? ['it was stopped when its money was free already'] : []),
    ...(await stoppedFor(platform, staying)),
    ...(await checkMoney(platform, staying, letGo)),
    ...(await checkMoney(platform, leaving, taken(leaving))),
  ]
}

async function heldUntil(platform: TestPlatform, trial: Trial): Promise<number> {
  const { payment } = (await platform.read(trial)) as unknown as {
    payment: { authorisedUntil?: string }
  }
  if (!payment.authorisedUntil) throw new Error('nothing says until when the money is held')
  return Date.parse(payment.authorisedUntil)
}

type Row = { readonly name: string; readonly run: (platform: TestPlatform) => Promise<string[]> }

const rowsOf = (payer: Payer): readonly Row[] => {
  const captures = (['lose_answer', 'crash_before', 'crash_after', 'duplicate'] as const).map(
    (mode) => ({
      name: `held by ${payer}: its capture ${mode}`,
      run: (platform: TestPlatform) => takenOnce(platform, payer, { at: 'capture', mode }),
    }),
  )
  const releases = (['lose_answer', 'crash_after'] as const).map((mode) => ({
    name: `held by ${payer}: its release ${mode}`,
    run: (platform: TestPlatform) => cancelled(platform, payer, { at: 'release', mode }),
  }))
  return [
    {
      name: `held by ${payer}: taken once, with the first of two parcels`,
      run: (of) => takenOnce(of, payer),
    },
    {
      name: `held by ${payer}: let go when its order is cancelled`,
      run: (of) => cancelled(of, payer),
    },
    { name: `held by ${payer}: the provider lets it go`, run: (of) => lost(of, payer) },
    { name: `held by ${payer}: an edit to more`, run: (of) => edited(of, payer, 3) },
    { name: `held by ${payer}: an edit to less`, run: (of) => edited(of, payer, 1) },
    ...captures,
    ...releases,
  ]
}

const all = Object.keys(payers) as Payer[]

/** With `holding`. */
export const heldRows: readonly Row[] = all.flatMap(rowsOf)

/** With `nearItsEnd`. */
export const endRows: readonly Row[] = all.map((payer) => ({
  name: `held by ${payer}: nearly free again, its order is stopped`,
  run: (platform) => nearTheEnd(platform, payer),
}))
