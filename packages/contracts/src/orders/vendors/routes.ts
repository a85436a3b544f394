import { z } from '@hono/zod-openapi'
import { Address, CursorQuery, Instant, jsonAnswer, Money, pageOf } from '../../common.ts'
import { forUsers } from '../../operation.ts'
import { schema } from '../../schema.ts'
import { PickupPlace } from '../../shipping/pickup-schemas.ts'
import { ParcelLine, ShipmentStatus } from '../../shipping/schemas.ts'
import { OrderLine, OrderStatus } from '../schemas.ts'

/** A line that the vendor sells, with what the shop keeps of it. */
const VendorOrderLine = OrderLine.pick({
  sku: true,
  productId: true,
  title: true,
  quantity: true,
  unitPrice: true,
  vatRateBps: true,
  gross: true,
  net: true,
  vat: true,
  commissionBps: true,
}).openapi('VendorOrderLine')

/**
 * An order as a vendor sees it: its own lines and parcels. Neither what others sell in it, nor what it costs, nor who bought it
 * beyond what a label says.
 */
export const VendorOrder = schema('VendorOrder', {
  orderId: z.string(),
  number: z.string(),
  vendorId: z.string(),
  status: OrderStatus,
  placedAt: Instant,
  confirmedAt: Instant,
  lines: z.array(VendorOrderLine),
  /** What was paid for these lines. */
  gross: Money,
  parcels: z.array(
    z.object({
      trackingNumber: z.string().optional(),
      status: ShipmentStatus,
      lines: z.array(ParcelLine),
      handedOverAt: Instant.optional(),
      deliveredAt: Instant.optional(),
    }),
  ),
  /** Where they go, while they are to be sent or are on their way. */
  shipTo: Address.optional(),
  pickupPoint: PickupPlace.optional(),
})
export type VendorOrder = z.infer<typeof VendorOrder>

const vendorId = z.string().max(80)

/** Confirmed orders with lines of a vendor, newest first, for its own people and whoever reads all orders. */
export const listVendorOrders = forUsers('ListVendorOrders', 'GET /api/vendor-orders/{vendorId}', {
  request: {
    params: z.object({ vendorId }),
    query: CursorQuery.extend({ status: OrderStatus.optional() }),
  },
  responses: { 200: jsonAnswer(pageOf(VendorOrder), 'Orders') },
  problems: ['invalid_request', 'not_found'],
})

export const readVendorOrder = forUsers(
  'GetVendorOrder',
  'GET /api/vendor-orders/{vendorId}/{orderId}',
  {
    request: { params: z.object({ vendorId, orderId: z.string().max(80) }) },
    responses: { 200: jsonAnswer(VendorOrder, 'The order') },
    problems: ['not_found'],
  },
)
