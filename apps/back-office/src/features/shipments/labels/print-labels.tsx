import type { putLabelBatch } from '@comptoir/contracts/shipping/label-routes'
import type { LabelBatch } from '@comptoir/contracts/shipping/label-schemas'
import type { Shipment } from '@comptoir/contracts/shipping/schemas'
import { Button, Checkbox, Group, Stack, Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useLocale, useOffice } from '../../../office.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { OpenFile } from '../../../ui/open-file.tsx'
import { useLabelBatch } from '../../../ui/parcels/use-label-batch.ts'
import { problemIn } from '../../../ui/problem.ts'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import { useShipmentTexts } from '../shipment-texts.ts'

type Props = { readonly shipments: readonly Pick<Shipment, 'shipmentId'>[] }

/** Starts a batch under an id of its own, and follows it until its PDF is there. */
function useBatch({ shipments }: Props, packingSlips: boolean) {
  const { api, requestKeys } = useOffice()
  const locale = useLocale()
  const parcels = shipments.map(({ shipmentId }) => ({ shipmentId }))
  const starting = useMutation({
    mutationFn: () => {
      const body = { parcels, packingSlips, locale }
      return requestKeys.run(`labels ${JSON.stringify(body)}`, (key) =>
        api.call<typeof putLabelBatch>('PUT /api/label-batches/{batchId}', {
          params: { batchId: `lab_${key}` },
          body,
        }),
      )
    },
  })
  const followed = useLabelBatch(starting.data)
  return {
    starting,
    batch: followed.data,
    error: starting.error ?? followed.error,
  }
}

/** The labels of all shipments that are chosen, in one PDF. */
export function PrintLabels({ shipments }: Props) {
  const texts = useShipmentTexts()
  const [isOpen, setOpen] = useState(false)
  const [withSlips, setSlips] = useState(false)
  const { starting, batch, error } = useBatch({ shipments }, withSlips)
  function open(): void {
    starting.reset()
    setOpen(true)
  }
  return (
    <>
      <Button size="xs" variant="default" onClick={open}>
        {texts.print}
      </Button>
      <Dialog title={texts.print} isOpen={isOpen} onClose={() => setOpen(false)}>
        <Stack>
          <Text>{texts.printEffect(shipments.length)}</Text>
          <Checkbox
            label={texts.printSlips}
            checked={withSlips}
            disabled={batch !== undefined}
            onChange={({ currentTarget }) => setSlips(currentTarget.checked)}
          />
          {error ? <ProblemNote problem={problemIn(error)} /> : null}
          {batch ? <Batch batch={batch} /> : null}
          {batch && batch.status !== 'failed' ? null : (
            <Group justify="flex-end">
              <Button loading={starting.isPending} onClick={() => starting.mutate()}>
                {texts.printRun}
              </Button>
            </Group>
          )}
        </Stack>
      </Dialog>
    </>
  )
}

/** How far a batch is, what it left out, and its PDF. */
function Batch({ batch }: { readonly batch: LabelBatch }) {
  const texts = useShipmentTexts()
  const { batchId, status, printed, total, skipped } = batch
  return (
    <>
      {status === 'pending' ? (
        <Group>
          <progress value={printed} max={total} aria-label={texts.print} />
          <span role="status" className="figures">
            {texts.printed(printed, total)}
          </span>
        </Group>
      ) : null}
      {status === 'failed' ? <Notice tone="bad">{texts.printFailed}</Notice> : null}
      {status === 'done' ? (
        <Group>
          <span role="status">{texts.printDone(printed)}</span>
          {printed > 0 ? (
            <OpenFile path={`/api/label-batches/${batchId}/pdf`} text={texts.openPdf} />
          ) : null}
        </Group>
      ) : null}
      {skipped.length > 0 ? (
        <Notice tone="attention" title={texts.skipped}>
          <ul>
            {skipped.map(({ shipmentId, parcel = 0, reason }) => (
              <li key={`${shipmentId} ${parcel}`}>
                {shipmentId} {parcel || ''} · {texts.skippedReasons[reason]}
              </li>
            ))}
          </ul>
        </Notice>
      ) : null}
    </>
  )
}
