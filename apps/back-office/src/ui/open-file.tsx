import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useApi } from '../office.tsx'
import { saveFile, showFile } from './data-list/save-file.ts'
import { problemIn } from './problem.ts'
import { ProblemNote } from './problem-note.tsx'

type Props = {
  readonly path: string
  readonly text: string
  /** Named, it goes where the browser keeps downloads; else into a tab of its own. */
  readonly saveAs?: string
}

/** Opens a paper that only who is signed in may read. */
export function OpenFile({ path, text, saveAs }: Props) {
  const { open } = useApi()
  const opening = useMutation({
    async mutationFn() {
      const content = await (await open(path)).blob()
      if (saveAs === undefined) showFile(content)
      else saveFile(saveAs, content)
    },
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
