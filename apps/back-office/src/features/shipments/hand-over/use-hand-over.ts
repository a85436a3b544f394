import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useApi } from '../../../office.tsx'
import { handOverParcel } from '../../../ui/parcels/hand-over-parcel.ts'
import type { ParcelHere } from './parcels-here.ts'

export type HandOverState = 'sending' | 'done' | 'failed'

/** Says of parcels, one after the other, that the carrier has them. Said again at the same moment, it counts once. */
export function useHandOver() {
  const { call } = useApi()
  const queries = useQueryClient()
  const [states, setStates] = useState<ReadonlyMap<string, HandOverState>>(new Map())
  // of a parcel, and kept for the tries that follow
  const moments = useRef(new Map<string, string>())
  const note = (tracking: string, state: HandOverState) =>
    setStates((known) => new Map(known).set(tracking, state))

  async function handOver({ shipmentId, trackingNumber }: ParcelHere): Promise<boolean> {
    const at = moments.current.get(trackingNumber) ?? new Date().toISOString()
    moments.current.set(trackingNumber, at)
    note(trackingNumber, 'sending')
    const isDone = await handOverParcel(call, { shipmentId, trackingNumber, at })
    note(trackingNumber, isDone ? 'done' : 'failed')
    return isDone
  }

  const running = useMutation({
    async mutationFn(parcels: readonly ParcelHere[]) {
      let done = 0
      for (const parcel of parcels) if (await handOver(parcel)) done += 1
      return { done, failed: parcels.length - done }
    },
    // the list of what waits stays as it was printed, until one comes back to it
    onSettled: () => queries.invalidateQueries({ queryKey: ['shipping'], refetchType: 'none' }),
  })
  return { running, states }
}
