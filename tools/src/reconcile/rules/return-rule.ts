import type { OrderReturn, Return } from '@comptoir/contracts/orders/return-schemas'
import { type OrderFile, sumBySku } from '../order-file.ts'
import { returnedMoneyFaults } from './return-money.ts'

/** What came back of an order: the returns themselves, their goods and their money against the order. */
export function returnFaults(file: OrderFile): string[] {
  return [
    ...claimFaults(file),
    ...quantityFaults(file),
    ...file.returns.flatMap((ret) => shelfFaults(file, ret)),
    ...strayShelfFaults(file),
    ...file.returns.flatMap((ret) => labelFaults(file, ret)),
    ...exchangeFaults(file),
    ...returnedMoneyFaults(file),
  ]
}

/** How an order holds the quantities of a return, by where the return is. */
const holds: Readonly<Record<Return['status'], OrderReturn['status']>> = {
  ...{ requested: 'open', approved: 'open', in_transit: 'open', received: 'open' },
  ...{ inspected: 'done', refunded: 'done', closed: 'done' },
  ...{ refused: 'ended', cancelled: 'ended', expired: 'ended' },
}

function claimFaults({ order, returns }: OrderFile): string[] {
  const claims = order.returns ?? []
  const unnamed = returns.filter(({ returnId }) => !claims.some((one) => one.returnId === returnId))
  return [
    ...unnamed.map(({ returnId }) => `does not name its return ${returnId}`),
    ...claims.flatMap((claim) => {
      const ret = returns.find(({ returnId }) => returnId === claim.returnId)
      return ret ? heldFaults(claim, ret) : [`its return ${claim.returnId} is not there`]
    }),
  ]
}

function heldFaults(claim: OrderReturn, ret: Return): string[] {
  const { returnId, status, kind } = ret
  const faults: string[] = []
  // what waits for the payment of dearer goods is not settled
  const isWaiting = ret.exchange?.status === 'awaiting_payment'
  const wanted = isWaiting ? 'open' : holds[status]
  if (claim.status !== wanted) {
    faults.push(`${returnId} is ${status}, but the order holds it as ${claim.status}`)
  }
  if (claim.kind !== kind) faults.push(`${returnId} is a ${kind}, the order says ${claim.kind}`)
  const lines = sumBySku(wanted === 'done' ? judgedOf(ret) : ret.lines)
  const held = sumBySku(claim.lines)
  for (const sku of new Set([...lines.keys(), ...held.keys()])) {
    const [has, needs] = [held.get(sku) ?? 0, lines.get(sku) ?? 0]
    if (wanted !== 'ended' && has !== needs) {
      faults.push(`${returnId} has ${needs} of ${sku}, the order holds ${has}`)
    }
  }
  return faults
}

/** Of no line more comes back than was bought, over all returns that did not come to nothing. */
function quantityFaults({ order }: OrderFile): string[] {
  const claims = (order.returns ?? []).filter(({ status }) => status !== 'ended')
  const bought = sumBySku(order.lines)
  return [...sumBySku(claims.flatMap(({ lines }) => lines))].flatMap(([sku, back]) => {
    const most = bought.get(sku) ?? 0
    return back > most ? [`${back} of ${sku} come back, ${most} were bought`] : []
  })
}

const judgedOf = ({ inspection }: Return) =>
  (inspection?.lines ?? []).map(({ sku, restock, scrap, refuse }) => ({
    ...{ sku, quantity: restock + scrap + refuse },
  }))

/** What went on the shelf again is what was found good, once; before the inspection, nothing. */
function shelfFaults({ shelved, stocked }: OrderFile, ret: Return): string[] {
  const { returnId, inspection, restocked } = ret
  const moved = shelved.get(returnId) ?? new Map<string, number>()
  const good = sumBySku(
    (inspection?.lines ?? []).map(({ sku, restock }) => ({ sku, quantity: restock })),
  )
  const said = sumBySku(restocked?.lines ?? [])
  return [...new Set([...good.keys(), ...moved.keys()])].flatMap((sku) => {
    // what is sold no more goes on no shelf
    if (!stocked.has(sku)) return []
    const found = moved.get(sku) ?? 0
    const wanted = good.get(sku) ?? 0
    if (found !== wanted) return [`${returnId} put ${found} of ${sku} on the shelf, not ${wanted}`]
    const noted = said.get(sku) ?? 0
    return noted === found
      ? []
      : [`${returnId} says that ${noted} of ${sku} are on the shelf again`]
  })
}

function strayShelfFaults({ shelved, returns }: OrderFile): string[] {
  const known = new Set(returns.map(({ returnId }) => returnId))
  const stray = [...shelved.keys()].filter((returnId) => !known.has(returnId))
  return stray.map((returnId) => `${returnId} put goods on the shelf, and is not there`)
}

/** A label that is there has its shipment, with the lines of the return; of one that is void nothing travels. */
function labelFaults({ further }: OrderFile, { returnId, label, lines }: Return): string[] {
  if (!label || label.status === 'pending' || label.status === 'refused') return []
  const shipment = further.find(({ shipmentId }) => shipmentId === label.shipmentId)
  if (!shipment) {
    return label.status === 'cancelled' ? [] : [`the label of ${returnId} is of no shipment`]
  }
  const isVoid = shipment.status === 'cancelled'
  if (isVoid !== (label.status === 'cancelled'))
    return [`the label of ${returnId} is ${label.status}, its shipment ${shipment.status}`]
  const carried = sumBySku(shipment.lines)
  const wrong = lines.filter(({ sku, quantity }) => carried.get(sku) !== quantity)
  return wrong.map(({ sku }) => `the label of ${returnId} is for another quantity of ${sku}`)
}

/** Each exchange that was sent has its parcel, and no other parcel is one. */
function exchangeFaults({ further, returns }: OrderFile): string[] {
  const sent = returns.flatMap(({ exchange }) => exchange?.shipmentId ?? [])
  const parcels = further.flatMap(({ purpose, status, shipmentId }) =>
    purpose === 'exchange' && status !== 'cancelled' ? [shipmentId] : [],
  )
  return [
    ...sent.filter((id) => !parcels.includes(id)).map((id) => `the exchange ${id} was not sent`),
    ...parcels.filter((id) => !sent.includes(id)).map((id) => `${id} is of no exchange`),
  ]
}
