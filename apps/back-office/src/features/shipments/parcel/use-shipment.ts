import type { getShipment } from '@comptoir/contracts/shipping/routes'
import type { Shipment } from '@comptoir/contracts/shipping/schemas'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useApi } from '../../../office.tsx'

const keyOf = (shipmentId: string) => ['shipping', 'GetShipment', shipmentId]

/** Whether something is under way that ends by itself: a label, or what follows a loss. */
const isAtWork = ({ parcels, status }: Shipment) =>
  status !== 'cancelled' &&
  parcels.some(
    ({ label, heldAt, status: own, resolution }) =>
      (own === 'pending' && !label && !heldAt) || resolution?.status === 'pending',
  )

/** A shipment; read again as long as something is under way. */
export function useShipment(shipmentId: string) {
  const { call } = useApi()
  return useQuery({
    queryKey: keyOf(shipmentId),
    queryFn: ({ signal }) =>
      call<typeof getShipment>('GET /api/shipments/{shipmentId}', {
        params: { shipmentId },
        signal,
      }),
    refetchInterval: ({ state }) => (state.data && isAtWork(state.data) ? 2_000 : false),
  })
}

/** The service answered with the shipment as it is now: lists are read again. */
export function useShipmentChanged() {
  const queries = useQueryClient()
  return (shipment: Shipment) => {
    queries.setQueryData(keyOf(shipment.shipmentId), shipment)
    void queries.invalidateQueries({ queryKey: ['shipping', 'ListShipments'] })
  }
}
