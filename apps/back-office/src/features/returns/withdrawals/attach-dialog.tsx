import type { attachWithdrawal } from '@comptoir/contracts/orders/return-routes'
import type { listOrders } from '@comptoir/contracts/orders/routes'
import type { OrderOverview } from '@comptoir/contracts/orders/view'
import type { StaffWithdrawal } from '@comptoir/contracts/orders/withdrawal-schemas'
import { formatDate } from '@comptoir/site/dates'
import { formatMoney } from '@comptoir/site/money'
import { Button, Group, Radio, Stack, Text, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useApi, useLocale } from '../../../office.tsx'
import { Asked } from '../../../ui/asked.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { problemIn } from '../../../ui/problem.ts'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import { useReturnTexts } from '../return-texts.ts'
import { withdrawalsKey } from './use-withdrawals.ts'

type Props = { readonly withdrawal: StaffWithdrawal; readonly onClose: () => void }

/** Says which order a withdrawal means: orders are searched by what its person typed. */
export function AttachDialog({ withdrawal, onClose }: Props) {
  const { withdrawals: texts } = useReturnTexts()
  const { call } = useApi()
  const queries = useQueryClient()
  const { withdrawalId, name, orderNumber, email } = withdrawal
  const [q, setQ] = useState(email)
  const [orderId, setOrderId] = useState<string>()
  const attaching = useMutation({
    mutationFn: (chosen: string) =>
      call<typeof attachWithdrawal>('POST /api/withdrawals/{withdrawalId}/attach', {
        params: { withdrawalId },
        body: { orderId: chosen },
      }),
    async onSuccess() {
      await queries.invalidateQueries({ queryKey: withdrawalsKey })
      onClose()
    },
  })
  function search(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault()
    setOrderId(undefined)
    setQ(String(new FormData(event.currentTarget).get('q')).trim())
  }
  return (
    <Dialog title={texts.attachOf(name)} isOpen onClose={onClose}>
      <Stack>
        <Text>{texts.attachText(orderNumber, email)}</Text>
        <form onSubmit={search}>
          <Group align="flex-end">
            <TextInput name="q" label={texts.find} defaultValue={email} maxLength={80} flex={1} />
            <Button type="submit" variant="default">
              {texts.search}
            </Button>
          </Group>
        </form>
        <Orders q={q} chosen={orderId} onChoose={setOrderId} />
        <Text size="sm">{texts.effect}</Text>
        {attaching.isError ? <ProblemNote problem={problemIn(attaching.error)} /> : null}
        <Group justify="flex-end">
          <Button
            disabled={orderId === undefined}
            loading={attaching.isPending}
            onClick={() => orderId !== undefined && attaching.mutate(orderId)}
          >
            {texts.attach}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  )
}

type OrdersProps = {
  readonly q: string
  readonly chosen: string | undefined
  readonly onChoose: (orderId: string) => void
}

function Orders({ q, chosen, onChoose }: OrdersProps) {
  const { withdrawals: texts } = useReturnTexts()
  const locale = useLocale()
  const { call } = useApi()
  const asked = useQuery({
    queryKey: ['orders', 'ListOrders', 'attach', q],
    queryFn: ({ signal }) =>
      call<typeof listOrders>('GET /api/orders', { query: { q, limit: 8 }, signal }),
    enabled: q !== '',
  })
  if (q === '') return null
  const text = ({ number, placedAt, totals }: OrderOverview) =>
    `${number} · ${formatDate(placedAt, 'date', locale)} · ${formatMoney(totals.grandTotal, locale)}`
  return (
    <Asked asked={asked}>
      {({ items }) =>
        items.length === 0 ? (
          <p role="status">{texts.none}</p>
        ) : (
          <Radio.Group label={texts.choose} value={chosen ?? ''} onChange={onChoose}>
            <Stack gap="xs" mt="xs">
              {items.map((order) => (
                <Radio key={order.orderId} value={order.orderId} label={text(order)} />
              ))}
            </Stack>
          </Radio.Group>
        )
      }
    </Asked>
  )
}
