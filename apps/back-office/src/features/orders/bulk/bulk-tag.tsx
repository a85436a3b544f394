import type { OrderOverview } from '@comptoir/contracts/orders/view'
import { Button, Popover, Text, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import type { FormEvent, RefObject } from 'react'
import { useApi } from '../../../office.tsx'
import { doEach } from '../../../ui/actions/do-each.ts'
import classes from '../../../ui/data-list/data-list.module.css'
import { changeTags } from '../change-tags.ts'
import { useListTexts } from '../list-texts.ts'

type Props = {
  readonly rows: readonly OrderOverview[]
  readonly onDone: () => void
  readonly button: RefObject<HTMLButtonElement | null>
}

/** Tags all orders that are chosen, and says of how many it could not be done. */
export function BulkTag({ rows, onDone, button }: Props) {
  const { call } = useApi()
  const orders = useListTexts()
  const tagging = useMutation({
    mutationFn: (tag: string) =>
      doEach(rows, ({ orderId }) => changeTags(call, orderId, { added: [tag], removed: [] })),
    onSuccess: ({ failed }) => {
      if (failed === 0) onDone()
    },
  })
  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault()
    tagging.mutate(String(new FormData(event.currentTarget).get('tag')).trim())
  }
  return (
    <Popover position="top-start" trapFocus>
      <Popover.Target>
        <Button size="xs" ref={button}>
          {orders.bulkTag}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <form className={classes['form']} onSubmit={submit}>
          <TextInput name="tag" label={orders.filters.tag} required maxLength={40} />
          <Button type="submit" loading={tagging.isPending}>
            {orders.bulkTag}
          </Button>
          {tagging.data ? (
            <Text size="sm" role="status">
              {orders.bulkTagged(tagging.data.done)}
              {tagging.data.failed > 0 ? ` ${orders.bulkFailed(tagging.data.failed)}` : ''}
            </Text>
          ) : null}
        </form>
      </Popover.Dropdown>
    </Popover>
  )
}
