import type {
  createSavedView,
  deleteSavedView,
  listSavedViews,
  SavedView,
  SavedViewList,
} from '@comptoir/contracts/admin/saved-views'
import { Button, Checkbox, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Bookmark, X } from 'lucide-react'
import { type FormEvent, lazy, Suspense, useState } from 'react'
import { useApi, useMessages } from '../../office.tsx'
import { PopoverButton } from '../actions/popover-button.tsx'
import { problemIn } from '../problem.ts'
import { ProblemNote } from '../problem-note.tsx'
import classes from './data-list.module.css'
import type { Density } from './list-search.ts'

/** Loaded when a view of one's own is open. */
const RenameView = lazy(async () => ({
  default: (await import('./rename-view.tsx')).RenameView,
}))

/** A list as it is shown now, for a view. */
export type ShownList = {
  readonly query: Readonly<Record<string, string>>
  readonly columns: readonly string[]
  readonly density: Density
}

type Props = {
  readonly list: SavedViewList
  readonly now: ShownList
  readonly chosen: string | undefined
  readonly onOpen: (view: SavedView) => void
  readonly onSaved: (view: SavedView) => void
}

function useViews(list: SavedViewList) {
  const { call } = useApi()
  const queries = useQueryClient()
  const key = ['admin', 'ListSavedViews', list]
  const refresh = () => queries.invalidateQueries({ queryKey: key })
  const views = useQuery({
    queryKey: key,
    queryFn: ({ signal }) =>
      call<typeof listSavedViews>('GET /api/saved-views', { query: { list }, signal }),
    staleTime: 60_000,
  })
  const remove = useMutation({
    mutationFn: (viewId: string) =>
      call<typeof deleteSavedView>('DELETE /api/saved-views/{viewId}', { params: { viewId } }),
    onSettled: refresh,
  })
  return { views: views.data?.items ?? [], remove, refresh }
}

/** The views of a list that one saved, or that colleagues share. */
export function SavedViews({ list, now, chosen, onOpen, onSaved }: Props) {
  const messages = useMessages()
  const { views, remove, refresh } = useViews(list)
  return (
    <>
      {remove.isError ? (
        <ProblemNote
          problem={problemIn(remove.error)}
          retry={() => remove.mutate(remove.variables)}
        />
      ) : null}
      {views.map((view) => (
        <span key={view.viewId}>
          <button
            type="button"
            className={classes['view']}
            aria-pressed={view.viewId === chosen}
            onClick={() => onOpen(view)}
          >
            {view.name}
            {view.isOwn ? '' : ` (${messages.list.sharedView})`}
          </button>
          {view.isOwn && view.viewId === chosen ? (
            <Suspense fallback={null}>
              <RenameView view={view} onRenamed={() => void refresh()} />
            </Suspense>
          ) : null}
          {view.isOwn && view.viewId === chosen ? (
            <button
              type="button"
              className={classes['view']}
              aria-label={messages.list.deleteView(view.name)}
              onClick={() => remove.mutate(view.viewId)}
            >
              <X size={14} aria-hidden />
            </button>
          ) : null}
        </span>
      ))}
      <SaveView
        list={list}
        now={now}
        onSaved={(view) => {
          void refresh()
          onSaved(view)
        }}
      />
    </>
  )
}

type SaveProps = Pick<Props, 'list' | 'now' | 'onSaved'>

function SaveView({ list, now, onSaved }: SaveProps) {
  const { call } = useApi()
  const messages = useMessages()
  // of one wish to save: pressing twice saves once
  const [key, setKey] = useState(() => crypto.randomUUID())
  const save = useMutation({
    mutationFn: (form: FormData) =>
      call<typeof createSavedView>('POST /api/saved-views', {
        query: { list },
        headers: { 'idempotency-key': key },
        body: {
          name: String(form.get('name')),
          query: { ...now.query },
          columns: [...now.columns],
          density: now.density,
          ...(form.get('shared') && { sharedWith: 'staff' as const }),
        },
      }),
    onSuccess: (view) => {
      setKey(crypto.randomUUID())
      onSaved(view)
    },
  })
  function submit(event: FormEvent<HTMLFormElement>, close: () => void): void {
    event.preventDefault()
    save.mutate(new FormData(event.currentTarget), { onSuccess: close })
  }
  return (
    <PopoverButton
      variant="subtle"
      size="xs"
      leftSection={<Bookmark size={14} aria-hidden />}
      text={messages.list.saveView}
      position="bottom-start"
    >
      {(close) => (
        <form className={classes['form']} onSubmit={(event) => submit(event, close)}>
          {save.isError ? <ProblemNote problem={problemIn(save.error)} /> : null}
          <TextInput name="name" label={messages.list.viewName} required maxLength={80} />
          <Checkbox name="shared" value="yes" label={messages.list.shareView} />
          <Button type="submit" loading={save.isPending}>
            {messages.frame.save}
          </Button>
        </form>
      )}
    </PopoverButton>
  )
}
