import { useDebouncedValue } from '@mantine/hooks'
import { useEffect } from 'react'
import { searchEn, searchFr } from '../../../messages/search.ts'
import { useWords } from '../../../office.tsx'
import type { Hit } from './hit.ts'
import { beginsSo } from './matching.ts'
import classes from './search.module.css'
import { useFound } from './use-found.ts'
import { useShortcuts } from './use-shortcuts.ts'

type Props = {
  /** Of the combobox: options have its number behind it. */
  readonly id: string
  readonly text: string
  readonly active: number
  readonly onHits: (hits: readonly Hit[]) => void
  readonly onChoose: (hit: Hit) => void
}

const words = { fr: searchFr, en: searchEn }
const pauseMs = 200

/** What is found for the words that were typed, by kind. */
export function HitList({ id, text, active, onHits, onChoose }: Props) {
  const texts = useWords(words)
  const typed = text.trim()
  const [asked] = useDebouncedValue(typed, pauseMs)
  const shortcuts = useShortcuts(typed, texts)
  const { found, isLooking, isPartial } = useFound(asked)
  // pages are there at once: what services find later does not push away what Enter would open
  const isPage = shortcuts.some(({ text: name }) => beginsSo(name, typed))
  const all = isPage ? [...shortcuts, ...found] : [...found, ...shortcuts]
  const groups = [...new Set(all.map(({ group }) => group))]
  const hits = groups.flatMap((name) => all.filter(({ group }) => group === name))
  const names = hits.map((hit) => `${hit.group} ${hit.id}`).join('\n')
  // biome-ignore lint/correctness/useExhaustiveDependencies: the same hits are told once
  useEffect(() => onHits(hits), [names, onHits])
  useEffect(() => {
    document.getElementById(`${id}${active}`)?.scrollIntoView({ block: 'nearest' })
  }, [id, active])
  return (
    // a press must not take the focus from the field
    // biome-ignore lint/a11y/noStaticElementInteractions: its options are what is pressed
    <div className={classes['hits']} onMouseDown={(event) => event.preventDefault()}>
      {hits.length > 0 ? (
        <div id={`${id}list`} role="listbox" aria-label={texts.hits} tabIndex={-1}>
          {groups.map((group) => (
            // biome-ignore lint/a11y/useSemanticElements: a fieldset is no part of a list box
            <div key={group} role="group" aria-label={texts.groups[group]}>
              <span className={classes['group']} aria-hidden>
                {texts.groups[group]}
              </span>
              {hits.map((hit, at) =>
                hit.group === group ? (
                  <Option
                    key={hit.id}
                    id={`${id}${at}`}
                    hit={hit}
                    isActive={at === active}
                    onChoose={onChoose}
                  />
                ) : null,
              )}
            </div>
          ))}
        </div>
      ) : null}
      <p className={classes['state']} role="status">
        {isLooking ? texts.looking : ''}
        {hits.length === 0 && !isLooking ? texts.none : ''}
        {isPartial ? ` ${texts.silent}` : ''}
      </p>
    </div>
  )
}

type OptionProps = {
  readonly id: string
  readonly hit: Hit
  readonly isActive: boolean
  readonly onChoose: (hit: Hit) => void
}

const Option = ({ id, hit, isActive, onChoose }: OptionProps) => (
  // biome-ignore lint/a11y/useKeyWithClickEvents: keys act on the combobox, which points at it
  // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the combobox
  <div
    id={id}
    role="option"
    aria-selected={isActive}
    className={classes['hit']}
    onClick={() => onChoose(hit)}
  >
    {hit.text}
    {hit.hint ? <small>{hit.hint}</small> : null}
  </div>
)
