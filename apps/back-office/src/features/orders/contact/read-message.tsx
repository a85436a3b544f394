import type { readNotification } from '@comptoir/contracts/notifications/routes'
import { Button, Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { OrderMailTexts } from '../../../messages/orders/notifications.ts'
import { useApi } from '../../../office.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { problemIn } from '../../../ui/problem.ts'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import classes from '../order/order.module.css'

type Props = {
  readonly notificationId: string
  /** What it is about. */
  readonly name: string
  readonly texts: OrderMailTexts
}

/** Shows what a message says, as its customer gets it; secrets are dots. */
export function ReadMessage({ notificationId, name, texts }: Props) {
  const { call } = useApi()
  const [isOpen, setOpen] = useState(false)
  const asked = useQuery({
    queryKey: ['notifications', 'GetNotification', notificationId],
    queryFn: ({ signal }) =>
      call<typeof readNotification>('GET /api/notifications/{notificationId}', {
        ...{ params: { notificationId }, signal },
      }),
    enabled: isOpen,
  })
  return (
    <>
      <Button
        size="xs"
        variant="default"
        aria-label={texts.showOf(name)}
        onClick={() => setOpen(true)}
      >
        {texts.show}
      </Button>
      <Dialog
        title={asked.data?.content.subject ?? name}
        isOpen={isOpen}
        onClose={() => setOpen(false)}
      >
        {asked.isPending ? <Skeleton height={160} /> : null}
        {asked.isError ? <ProblemNote problem={problemIn(asked.error)} /> : null}
        {asked.data ? <p className={classes['address']}>{asked.data.content.text}</p> : null}
      </Dialog>
    </>
  )
}
