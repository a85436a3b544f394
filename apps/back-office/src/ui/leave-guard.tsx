import { Button, Group, Text } from '@mantine/core'
import { useBlocker } from '@tanstack/react-router'
import { useMessages } from '../office.tsx'
import { Dialog } from './dialog.tsx'

type Props = {
  readonly isDirty: boolean
  /** Addresses that begin so keep what was typed. */
  readonly within: string
  /** The same as `isDirty`, also before the next render: for a page that saves and then leaves. */
  readonly isDirtyNow?: () => boolean
}

/** Asks before something that was typed is left: by a link, Back, or a closed tab. */
export function LeaveGuard({ isDirty, within, isDirtyNow = () => isDirty }: Props) {
  const { frame } = useMessages()
  const { leave } = frame
  const blocker = useBlocker({
    shouldBlockFn: ({ next }) => isDirtyNow() && !next.pathname.startsWith(within),
    enableBeforeUnload: isDirty,
    withResolver: true,
  })
  if (blocker.status !== 'blocked') return null
  return (
    <Dialog title={leave.title} isOpen onClose={blocker.reset}>
      <Text mb="md">{leave.text}</Text>
      <Group justify="flex-end">
        <Button variant="default" onClick={blocker.proceed}>
          {leave.go}
        </Button>
        <Button onClick={blocker.reset}>{leave.stay}</Button>
      </Group>
    </Dialog>
  )
}
