import { Button, Text } from '@mantine/core'
import { problemText } from '../messages/messages.ts'
import { useMessages } from '../office.tsx'
import { Notice } from './notice.tsx'
import type { ShownProblem } from './problem.ts'

type Props = {
  readonly problem: ShownProblem | undefined
  readonly retry?: () => void
}

/** What failed, that the rest works, and a way to try again. */
export function ProblemNote({ problem, retry }: Props) {
  const messages = useMessages()
  const { frame } = messages
  return (
    <Notice tone="bad" role="alert" title={frame.failed}>
      <Text size="sm">
        {problem ? problemText(messages, problem.code) : ''} {frame.restWorks}
      </Text>
      {problem?.traceId ? (
        <Text size="xs" c="dimmed">
          {frame.trace(problem.traceId)}
        </Text>
      ) : null}
      {retry ? (
        <Button mt="xs" size="xs" variant="default" onClick={retry}>
          {frame.retry}
        </Button>
      ) : null}
    </Notice>
  )
}
