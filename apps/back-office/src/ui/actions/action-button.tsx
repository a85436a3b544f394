import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { problemIn } from '../problem.ts'
import { ProblemNote } from '../problem-note.tsx'

type Props = {
  readonly action: string
  readonly run: () => Promise<unknown>
  /** Said once it is done. */
  readonly done?: string
}

/** Something simple, which happens at once. */
export function ActionButton({ action, run, done }: Props) {
  const acting = useMutation({ mutationFn: run })
  return (
    <>
      <Button
        size="xs"
        variant="default"
        loading={acting.isPending}
        onClick={() => acting.mutate()}
      >
        {action}
      </Button>
      {acting.isSuccess && done ? <span role="status">{done}</span> : null}
      {acting.isError ? <ProblemNote problem={problemIn(acting.error)} /> : null}
    </>
  )
}
