import { paymentIntentIdOf, reservationIdOfShipment } from '@comptoir/contracts/ids'
import { sellStock } from '@comptoir/contracts/inventory/internal-routes'
import { refundLines } from '@comptoir/contracts/payments/internal-routes'
import type { ParcelResolution } from '@comptoir/contracts/shipping/schemas'
import type { Client } from '@comptoir/dapr/sidecar/invoke'
import type { Logger } from '@comptoir/service/observability/log'
import { isRefusal } from '@comptoir/service/problems/refusal'
import type { Dispatch } from '../shipment/dispatch.ts'
import { parcelOf } from '../shipment/parcel-division.ts'
import { stateOfParcel } from '../shipment/parcel-state.ts'
import type { LiveShipment, ShipmentState } from '../shipment/shipment.ts'
import type { Shipments } from '../shipment/shipment-store.ts'
import { concludeResolution, decideResolution } from './resolution.ts'

type ResolverDeps = {
  readonly shipments: Shipments
  readonly dispatch: Dispatch
  readonly inventory: Client
  readonly payments: Client
  readonly log: Logger
}
export type Resolver = ReturnType<typeof createResolver>
type Outcome = { readonly status: 'done' | 'refused'; readonly detail?: string }

/**
 * Does what staff decided about parcels that did not arrive. The decision is written first, with the ids of what follows; then
 * stock, shipment or refund are made under these ids, which may be repeated; then it is concluded. What a crash or a service that
 * is away left pending is done by a later sweep.
 */
export function createResolver(deps: ResolverDeps) {
  const { shipments, dispatch, log } = deps

  async function advance(shipmentId: string, number: number): Promise<ShipmentState> {
    const current = await dispatch.change(shipmentId, () => undefined)
    const { data } = current
    if (data.status === 'cancelled') return data
    const { resolution } = parcelOf(data, number)
    if (resolution?.status !== 'pending') return data
    const outcome = await carryOut(deps, { shipment: data, number, resolution })
    const concluded = await dispatch.change(shipmentId, (state, now) =>
      concludeResolution(state, { number, outcome, now }),
    )
    return concluded.data
  }

  return {
    async resolve(shipmentId: string, number: number, kind: ParcelResolution['kind']) {
      await dispatch.change(shipmentId, (state, now) =>
        decideResolution(state, { number, kind, now }),
      )
      return await advance(shipmentId, number)
    },
    /** Goes on with what is pending; one that fails does not hold up the others. */
    async sweep(): Promise<void> {
      for (const id of await shipments.ids('resolving', 'all', { limit: 100 })) {
        for (const number of pendingOf((await shipments.get(id))?.data)) {
          await advance(id, number).catch((error: unknown) =>
            log.warn({ err: error, shipmentId: id }, 'what follows a parcel is tried again'),
          )
        }
      }
    },
  }
}

/** The numbers of the parcels for which something is decided that is not done. */
function pendingOf(state: ShipmentState | undefined): number[] {
  if (!state || state.status === 'cancelled') return []
  return state.parcels.flatMap(({ resolution }, index) =>
    resolution?.status === 'pending' ? [index + 1] : [],
  )
}

type Work = {
  readonly shipment: LiveShipment
  readonly number: number
  readonly resolution: ParcelResolution
}

const carryOut = (deps: ResolverDeps, work: Work): Promise<Outcome> =>
  work.resolution.kind === 'resend' ? resend(deps, work) : refund(deps, work)

/** Goods that came back travel again; of a parcel that is lost or damaged they are taken from the shelf. */
async function resend({ dispatch, inventory }: ResolverDeps, work: Work): Promise<Outcome> {
  const { shipment, number, resolution } = work
  const { orderId } = shipment
  const parcel = parcelOf(shipment, number)
  const id = resolution.shipmentId ?? ''
  const reservationId = reservationIdOfShipment(id)
  const isBack = stateOfParcel(shipment, parcel).status === 'returned_to_sender'
  if (!isBack) {
    const body = { orderId, lines: parcel.lines }
    const { status } = await inventory(sellStock, { params: { reservationId }, body })
    if (status !== 'committed') return { status: 'refused', detail: 'out_of_stock' }
  }
  const lines = parcel.lines.map((line) => {
    const { title, weightGrams } = shipment.lines.find(({ sku }) => sku === line.sku) ?? {}
    return { ...line, title, weightGrams }
  })
  await dispatch.createFurther(id, {
    ...{ orderId, purpose: 'resend', lines },
    replaces: { shipmentId: shipment.shipmentId, parcel: number },
    ...(!isBack && { reservationId }),
  })
  return { status: 'done' }
}

const final = ['invalid_request', 'not_found', 'transition_refused', 'refund_too_large'] as const

/** Payments refuses for good what was refunded by other means, for example. */
async function refund({ payments }: ResolverDeps, work: Work): Promise<Outcome> {
  const { shipment, number, resolution } = work
  const { lines } = parcelOf(shipment, number)
  const params = {
    paymentIntentId: paymentIntentIdOf(shipment.orderId),
    refundId: resolution.refundId ?? '',
  }
  try {
    await payments(refundLines, { params, body: { lines, reason: 'parcel_not_delivered' } })
    return { status: 'done' }
  } catch (error) {
    if (!isRefusal(error, ...final)) throw error
    return { status: 'refused', detail: error.code }
  }
}
