import type { SavedView, SavedViewList } from '@comptoir/contracts/admin/saved-views'
import type { ReactNode } from 'react'
import classes from './data-list.module.css'
import { given, type ListSearch } from './list-search.ts'
import { SavedViews } from './saved-views.tsx'

type Preset<S> = { readonly text: string; readonly filter: S }

type Props<S extends ListSearch> = {
  readonly list: SavedViewList
  readonly search: S
  readonly go: (next: S) => void
  /** What everybody has. */
  readonly presets: readonly Preset<S>[]
  /** Where else they lead, beside what everybody has. */
  readonly link?: ReactNode
  /** Reads what a saved view kept, as an address is read. */
  readonly read: (query: SavedView['query']) => S
  /** The columns that are shown when nobody chose. */
  readonly usual: readonly string[]
}

type Words = Readonly<Record<string, string>>

/** Filters and order as a saved view keeps them. */
function keptQuery<S extends ListSearch>(search: S): Words {
  const { view: _, columns: __, density: ___, ...query } = search
  return Object.fromEntries(
    Object.entries(query).flatMap(([key, value]) => (value ? [[key, String(value)]] : [])),
  )
}

/** How a list is shown, without its filters. */
export function shownAs<S extends ListSearch>({ columns, density, sort }: S): ListSearch {
  return given({
    ...(columns !== undefined && { columns }),
    ...(density && { density }),
    ...(sort && { sort }),
  })
}

/** Whether a list shows this, and no more. */
function isShown(search: ListSearch, filter: ListSearch): boolean {
  const { sort: _, ...set } = keptQuery(search)
  const wanted = keptQuery(filter)
  const names = new Set([...Object.keys(set), ...Object.keys(wanted)])
  return search.view === undefined && [...names].every((name) => set[name] === wanted[name])
}

/** The views of a list: those that everybody has, then those that were saved. */
export function ListViews<S extends ListSearch>(props: Props<S>) {
  const { list, search, go, presets, link, read, usual } = props
  const open = ({ viewId, query, columns, density }: SavedView) =>
    go({ ...read(query), ...given({ columns: columns?.join(','), density }), view: viewId })
  return (
    <>
      {presets.map(({ text, filter }) => (
        <button
          key={text}
          type="button"
          className={classes['view']}
          aria-pressed={isShown(search, filter)}
          onClick={() => go({ ...shownAs(search), ...filter })}
        >
          {text}
        </button>
      ))}
      {link}
      <SavedViews
        list={list}
        now={{
          query: keptQuery(search),
          columns: search.columns?.split(',') ?? usual,
          density: search.density ?? 'normal',
        }}
        chosen={search.view}
        onOpen={open}
        onSaved={({ viewId }) => go({ ...search, view: viewId })}
      />
    </>
  )
}
