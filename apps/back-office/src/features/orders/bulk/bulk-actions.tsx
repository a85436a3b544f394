import type { OrderOverview } from '@comptoir/contracts/orders/view'
import type { RefObject } from 'react'
import { usePermissions } from '../../../session/use-permissions.ts'
import { BulkHandOver } from './bulk-hand-over.tsx'
import { BulkLabels } from './bulk-labels.tsx'
import { BulkTag } from './bulk-tag.tsx'

type Props = {
  readonly rows: readonly OrderOverview[]
  readonly onDone: () => void
  readonly button: RefObject<HTMLButtonElement | null>
}

/** What can be done with all orders that are chosen. */
export function BulkActions(props: Props) {
  const { may } = usePermissions()
  return (
    <>
      {may('orders.write') ? <BulkTag {...props} /> : null}
      {may('shipments.write') ? (
        <>
          <BulkLabels rows={props.rows} />
          <BulkHandOver rows={props.rows} />
        </>
      ) : null}
    </>
  )
}
