import { useQuery } from '@tanstack/react-query'
import { useApi } from '../../../office.tsx'
import { readNamed, readReady } from './read-waiting.ts'

/** The shipments that may be handed over: those that were chosen, else all with a parcel that has a label and is here. */
export function useWaiting(ids: readonly string[] | undefined) {
  const { call } = useApi()
  return useQuery({
    queryKey: ['shipping', 'ListShipments', 'waiting', ids],
    queryFn: ({ signal }) =>
      ids === undefined ? readReady(call, signal) : readNamed(call, ids, signal),
  })
}
