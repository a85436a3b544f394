import type { divideShipment } from '@comptoir/contracts/shipping/parcel-routes'
import type { ParcelDivision, Shipment } from '@comptoir/contracts/shipping/schemas'
import { Button, Radio, Stack, Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useApi } from '../../../office.tsx'
import { usePermissions } from '../../../session/use-permissions.ts'
import classes from '../../../ui/detail/detail.module.css'
import { problemIn } from '../../../ui/problem.ts'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import { useShipmentTexts } from '../shipment-texts.ts'
import { ByStock, ByWeight } from './division-fields.tsx'
import {
  type DivisionWay,
  type DivisionWish,
  divisionBody,
  divisionWays,
  piecesHere,
  startOfDivision,
} from './division-wish.ts'
import { PiecesTable } from './pieces-table.tsx'
import { useShipmentChanged } from './use-shipment.ts'

type Props = { readonly shipment: Shipment }

/** Divides what has not left of a shipment into parcels anew. */
export function Division({ shipment }: Props) {
  const { divide: texts } = useShipmentTexts()
  const { may } = usePermissions()
  const [isOpen, setOpen] = useState(false)
  const isPossible = Object.keys(piecesHere(shipment.parcels)).length > 0
  if (!may('shipments.write') || !isPossible || shipment.status === 'cancelled') return null
  if (!isOpen) {
    return (
      <Button variant="default" onClick={() => setOpen(true)}>
        {texts.open}
      </Button>
    )
  }
  return <DivisionForm shipment={shipment} onDone={() => setOpen(false)} />
}

function DivisionForm({ shipment, onDone }: Props & { readonly onDone: () => void }) {
  const { divide: texts } = useShipmentTexts()
  const { call } = useApi()
  const changed = useShipmentChanged()
  const [wish, setWish] = useState<DivisionWish>(() => startOfDivision(shipment.parcels))
  const here = piecesHere(shipment.parcels)
  const body = divisionBody(wish, here)
  const dividing = useMutation({
    mutationFn: (division: ParcelDivision) =>
      call<typeof divideShipment>('POST /api/shipments/{shipmentId}/parcels', {
        params: { shipmentId: shipment.shipmentId },
        body: division,
      }),
    onSuccess(answer) {
      changed(answer)
      onDone()
    },
  })
  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault()
    if (body) dividing.mutate(body)
  }
  const fields = { wish, here, onChange: setWish }
  return (
    <section className={classes['block']}>
      <h2>{texts.title}</h2>
      <form onSubmit={submit}>
        <Stack maw={720}>
          <Radio.Group
            label={texts.by}
            value={wish.by}
            onChange={(by) => setWish({ ...wish, by: by as DivisionWay })}
          >
            <Stack gap="xs" mt="xs">
              {divisionWays.map((way) => (
                <Radio key={way} value={way} label={texts.ways[way]} />
              ))}
            </Stack>
          </Radio.Group>
          {wish.by === 'hand' ? <PiecesTable {...fields} /> : null}
          {wish.by === 'weight' ? <ByWeight {...fields} isWrong={!body} /> : null}
          {wish.by === 'stock' ? <ByStock {...fields} /> : null}
          <Text size="sm">{texts.effect}</Text>
          {wish.by === 'hand' && !body ? <Text role="status">{texts.unfinished}</Text> : null}
          {dividing.isError ? <ProblemNote problem={problemIn(dividing.error)} /> : null}
          <div>
            <Button type="submit" disabled={!body} loading={dividing.isPending}>
              {texts.run}
            </Button>
          </div>
        </Stack>
      </form>
    </section>
  )
}
