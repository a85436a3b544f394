import type { replaceSavedView, SavedView } from '@comptoir/contracts/admin/saved-views'
import { Button, Popover, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { Pencil } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { useApi, useMessages } from '../../office.tsx'
import { ifMatch } from '../actions/if-match.ts'
import { problemIn } from '../problem.ts'
import { ProblemNote } from '../problem-note.tsx'
import classes from './data-list.module.css'

type Props = { readonly view: SavedView; readonly onRenamed: () => void }

/** Gives a view of one's own another name; what it shows stays. */
export function RenameView({ view, onRenamed }: Props) {
  const { call } = useApi()
  const { list, frame } = useMessages()
  const [isOpen, setOpen] = useState(false)
  const { viewId, version, query, columns, density, sharedWith } = view
  const rename = useMutation({
    mutationFn: (name: string) =>
      call<typeof replaceSavedView>('PUT /api/saved-views/{viewId}', {
        params: { viewId },
        headers: ifMatch(version),
        body: {
          ...{ name, query },
          ...(columns && { columns }),
          ...(density && { density }),
          ...(sharedWith && { sharedWith }),
        },
      }),
    onSuccess: () => setOpen(false),
    // also after a refusal: somebody may have changed it elsewhere
    onSettled: onRenamed,
  })
  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault()
    rename.mutate(String(new FormData(event.currentTarget).get('name')).trim())
  }
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-start" trapFocus>
      <Popover.Target>
        <button
          type="button"
          className={classes['view']}
          aria-label={list.renameView(view.name)}
          onClick={() => setOpen(!isOpen)}
        >
          <Pencil size={14} aria-hidden />
        </button>
      </Popover.Target>
      <Popover.Dropdown>
        <form className={classes['form']} onSubmit={submit}>
          {rename.isError ? <ProblemNote problem={problemIn(rename.error)} /> : null}
          <TextInput
            name="name"
            label={list.viewName}
            defaultValue={view.name}
            required
            maxLength={80}
          />
          <Button type="submit" loading={rename.isPending}>
            {frame.save}
          </Button>
        </form>
      </Popover.Dropdown>
    </Popover>
  )
}
