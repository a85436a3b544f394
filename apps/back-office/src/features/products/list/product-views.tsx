import type { SavedView } from '@comptoir/contracts/admin/saved-views'
import { productsEn, productsFr } from '../../../messages/products/products.ts'
import { useWords } from '../../../office.tsx'
import { usePermissions } from '../../../session/use-permissions.ts'
import classes from '../../../ui/data-list/data-list.module.css'
import { given } from '../../../ui/data-list/list-search.ts'
import { SavedViews } from '../../../ui/data-list/saved-views.tsx'
import { usualColumns } from './product-columns.tsx'
import {
  filterNames,
  type ProductFilter,
  type ProductSearch,
  readProductSearch,
  shownAs,
} from './product-search.ts'

const presets = {
  all: {},
  drafts: { status: 'draft' },
  onSale: { status: 'active' },
  soldOut: { status: 'active', stock: 'out' },
  archived: { status: 'archived' },
} as const satisfies Readonly<Record<string, ProductFilter>>

type PresetName = keyof typeof presets
const presetNames = Object.keys(presets) as PresetName[]

type Props = {
  readonly search: ProductSearch
  readonly go: (next: ProductSearch) => void
}

/** Whether a list shows this, and no more. */
function isShown(search: ProductSearch, preset: ProductFilter): boolean {
  const set = filterNames.filter((name) => search[name] !== undefined)
  const isSame = set.every((name) => search[name] === preset[name])
  return search.view === undefined && set.length === Object.keys(preset).length && isSame
}

/** Filters and order as a saved view keeps them. */
function keptQuery(search: ProductSearch): Readonly<Record<string, string>> {
  const { view: _, columns: __, density: ___, edit: ____, ...query } = search
  return Object.fromEntries(
    Object.entries(query).flatMap(([key, value]) => (value ? [[key, value]] : [])),
  )
}

/** The views that everybody has, then those that were saved. */
export function ProductViews({ search, go }: Props) {
  const texts = useWords({ fr: productsFr, en: productsEn })
  const { may } = usePermissions()
  const open = ({ viewId, query, columns, density }: SavedView) =>
    go({
      ...readProductSearch(query),
      ...given({ columns: columns?.join(','), density }),
      view: viewId,
    })
  return (
    <>
      {presetNames.map((name) => (
        <button
          key={name}
          type="button"
          className={classes['view']}
          aria-pressed={isShown(search, presets[name])}
          onClick={() => go({ ...shownAs(search), ...presets[name] })}
        >
          {texts.presets[name]}
        </button>
      ))}
      {may('saved-views.write') ? (
        <SavedViews
          list="products"
          now={{
            query: keptQuery(search),
            columns: search.columns?.split(',') ?? [...usualColumns],
            density: search.density ?? 'normal',
          }}
          chosen={search.view}
          onOpen={open}
          onSaved={({ viewId }) => go({ ...search, view: viewId })}
        />
      ) : null}
    </>
  )
}
