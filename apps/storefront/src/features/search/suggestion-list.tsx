import type { Suggestion } from '@comptoir/contracts/catalog/category-schemas'
import type { Messages } from '../../messages/messages.ts'
import { Clock, Folder, Search } from '../../ui/icons.tsx'
import styles from './search-field.module.css'
import { type SuggestionGroup, type SuggestionKind, suggestionPath } from './suggestions.ts'

type SuggestionListProps = {
  readonly groups: readonly SuggestionGroup[]
  /** The chosen one among all. */
  readonly at: number
  readonly isShown: boolean
  readonly locale: string
  readonly texts: Messages['searchField']
  readonly onChoose: (path: string, q: string) => void
}

/** The list below the field, by kind. */
export function SuggestionList({ groups, isShown, texts, ...rest }: SuggestionListProps) {
  const starts = groups.map((_, at) =>
    groups.slice(0, at).reduce((sum, { items }) => sum + items.length, 0),
  )
  return (
    <div
      id="suggestions"
      role="listbox"
      aria-label={texts.label}
      hidden={!isShown}
      className={styles.list}
    >
      {groups.map(({ kind, items }, group) => (
        // biome-ignore lint/a11y/useSemanticElements: a group of options of a listbox
        <div key={kind} role="group" aria-label={titleOf(kind, items, texts)}>
          <p aria-hidden="true">{titleOf(kind, items, texts)}</p>
          {items.map((suggestion, place) => (
            <Option
              key={`${suggestion.text} ${suggestion.slug}`}
              {...{ suggestion, ...rest }}
              place={(starts[group] ?? 0) + place}
            />
          ))}
        </div>
      ))}
    </div>
  )
}

/** Without a slug it is a search of before. */
const isRecent = ({ kind, slug }: Suggestion) => kind === 'product' && slug === undefined

function titleOf(
  kind: SuggestionKind,
  [first]: readonly Suggestion[],
  texts: Messages['searchField'],
) {
  return first && isRecent(first) ? texts.recent : texts.kinds[kind]
}

type OptionProps = {
  readonly suggestion: Suggestion
  readonly place: number
  readonly at: number
  readonly locale: string
  readonly onChoose: (path: string, q: string) => void
}

function Option({ suggestion, place, at, locale, onChoose }: OptionProps) {
  const { text } = suggestion
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the field has the keyboard
    <div
      id={`suggestion-${place}`}
      role="option"
      aria-selected={place === at}
      tabIndex={-1}
      className={styles.option}
      onClick={() => onChoose(suggestionPath(suggestion, locale), text)}
    >
      <Sign suggestion={suggestion} />
      <span>{text}</span>
    </div>
  )
}

function Sign({ suggestion }: { readonly suggestion: Suggestion }) {
  if (isRecent(suggestion)) return <Clock />
  if (suggestion.kind === 'category') return <Folder />
  return <Search />
}
