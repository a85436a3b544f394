import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useApi } from '../../../office.tsx'
import { showFile } from '../../../ui/data-list/save-file.ts'
import { problemIn } from '../../../ui/problem.ts'
import { ProblemNote } from '../../../ui/problem-note.tsx'

type Props = { readonly path: string; readonly text: string }

/** Opens a paper that only who is signed in may read. */
export function OpenFile({ path, text }: Props) {
  const { open } = useApi()
  const opening = useMutation({
    mutationFn: async () => showFile(await (await open(path)).blob()),
  })
  return (
    <>
      <Button
        size="xs"
        variant="default"
        loading={opening.isPending}
        onClick={() => opening.mutate()}
      >
        {text}
      </Button>
      {opening.isError ? <ProblemNote problem={problemIn(opening.error)} /> : null}
    </>
  )
}
