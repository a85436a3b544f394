import { Text } from '@mantine/core'
import { usePermissions } from '../../../session/use-permissions.ts'
import { DangerAction } from '../../../ui/danger-dialog.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { useShipmentTexts } from '../shipment-texts.ts'
import type { CarrierParcels, ParcelHere } from './parcels-here.ts'
import type { useHandOver } from './use-hand-over.ts'

type Props = {
  readonly running: ReturnType<typeof useHandOver>['running']
  readonly parcels: readonly ParcelHere[]
  readonly carriers: readonly CarrierParcels[]
}

/** The button that says the carrier has them, what comes of it, and what became of it. */
export function HandOverAction({ running, parcels, carriers }: Props) {
  const { handOver: texts } = useShipmentTexts()
  const { may } = usePermissions()
  const names = carriers.map(({ carrier }) => carrier).join(', ')
  const { done = 0, failed = 0 } = running.data ?? {}
  return (
    <>
      {may('shipments.write') && parcels.length > 0 ? (
        <DangerAction
          asksWhy={false}
          request="hand over"
          isPrimary
          action={texts.run(parcels.length)}
          effect={texts.effect(parcels.length, names)}
          run={() => running.mutateAsync(parcels)}
        />
      ) : null}
      {done > 0 ? <Text role="status">{texts.done(done)}</Text> : null}
      {failed > 0 ? (
        <Notice tone="bad" role="alert">
          {texts.failed(failed)}
        </Notice>
      ) : null}
    </>
  )
}
