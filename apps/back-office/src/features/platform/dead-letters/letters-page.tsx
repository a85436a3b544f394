import { appIds } from '@comptoir/contracts/topology'
import { getRouteApi } from '@tanstack/react-router'
import { useMemo, useRef } from 'react'
import { useLocale } from '../../../office.tsx'
import { usePermissions } from '../../../session/use-permissions.ts'
import type { Found } from '../../../ui/data-list/column.ts'
import { DataList } from '../../../ui/data-list/data-list.tsx'
import { FilterBar } from '../../../ui/data-list/filter-bar.tsx'
import { given } from '../../../ui/data-list/list-search.ts'
import { ListStack } from '../../../ui/data-list/list-stack.tsx'
import { PlatformSections, SilentNote } from '../platform-page.tsx'
import { usePlatformTexts } from '../platform-texts.ts'
import { CutNote } from './cut-note.tsx'
import { kindsOf, type Letter, plainReason, reasonsOf, shortType } from './letter.ts'
import { letterColumns, shortened, usualColumns } from './letter-columns.tsx'
import type { LetterSearch } from './letter-search.ts'
import { ReplayAll, ReplayChosen } from './replay.tsx'
import { useAllLetters, useLettersOf } from './use-letters.ts'

const route = getRouteApi('/platform/dead-letters')

/** The events that services could not handle: replayed, one or all of a kind, or discarded with a reason. */
export function LettersPage() {
  const { service } = route.useSearch()
  return (
    <ListStack>
      {(isOn) =>
        service === undefined ? (
          <AllLetters isOn={isOn} />
        ) : (
          <LettersOf key={service} service={service} isOn={isOn} />
        )
      }
    </ListStack>
  )
}

type OnProps = { readonly isOn: boolean }

function AllLetters({ isOn }: OnProps) {
  const { found, silent } = useAllLetters()
  return <LetterList isOn={isOn} found={found} silent={silent} />
}

function LettersOf({ service, isOn }: OnProps & { readonly service: string }) {
  return <LetterList isOn={isOn} found={useLettersOf(service)} silent={[]} />
}

type ListProps = OnProps & {
  readonly found: Found<Letter>
  readonly silent: readonly string[]
}

function LetterList({ isOn, found, silent }: ListProps) {
  const texts = usePlatformTexts()
  const locale = useLocale()
  const { may } = usePermissions()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const button = useRef<HTMLButtonElement>(null)
  const columns = useMemo(() => letterColumns(texts, locale), [texts, locale])
  const go = (next: LetterSearch) =>
    void navigate({ to: '/platform/dead-letters', search: given(next) })
  const { type, reason } = search
  const rows = found.rows
    .filter(({ event }) => type === undefined || event.type === type)
    .filter((letter) => reason === undefined || plainReason(letter.reason) === reason)
  return (
    <DataList<Letter>
      title={texts.sections.deadLetters}
      name="dead-letters"
      columns={columns}
      usual={usualColumns}
      rowId={({ service, id }) => `${service} ${id}`}
      rowName={({ service, event }) => texts.letters.heading(shortType(event.type), service)}
      found={{ ...found, rows }}
      search={search}
      onSearch={(change) => go({ ...search, ...change })}
      onOpen={({ service, id: letterId }) =>
        void navigate({
          to: '/platform/dead-letters/$service/$letterId',
          params: { service, letterId },
          search: true,
        })
      }
      isOn={isOn}
      views={<PlatformSections />}
      filters={<LetterFilters {...{ search, go, found, silent }} />}
      bulk={(chosen, done) =>
        may('platform.write') ? (
          <ReplayChosen letters={chosen} onDone={done} button={button} />
        ) : null
      }
      onAct={() => button.current?.click()}
    />
  )
}

type FilterProps = Omit<ListProps, 'isOn'> & {
  readonly search: LetterSearch
  readonly go: (next: LetterSearch) => void
}

function LetterFilters({ search, go, found, silent }: FilterProps) {
  const { letters: texts } = usePlatformTexts()
  const { may } = usePermissions()
  const { service, type, reason } = search
  const ofType = found.rows.filter(({ event }) => type === undefined || event.type === type)
  return (
    <>
      <FilterBar
        fields={[
          {
            ...{ name: 'service', label: texts.filters.service },
            choices: appIds.map((value) => ({ value, label: value })),
          },
          {
            ...{ name: 'type', label: texts.filters.type },
            choices: choicesOf(kindsOf(found.rows), type, shortType),
          },
          {
            ...{ name: 'reason', label: texts.filters.reason },
            choices: choicesOf(reasonsOf(ofType), reason, shortened),
          },
        ]}
        values={{ service, type, reason }}
        onChange={({ service: of, type: kind, reason: why }) =>
          go({ ...search, service: of, type: kind, reason: why })
        }
      />
      {service !== undefined && reason === undefined && may('platform.write') ? (
        <ReplayAll service={service} type={type} />
      ) : null}
      <SilentNote silent={silent} />
      {service === undefined ? <CutNote letters={found.rows} type={type} /> : null}
      {found.state === 'ready' && found.rows.length === 0 ? <p>{texts.empty}</p> : null}
    </>
  )
}

/** Choices with how many letters are of each; the one that is chosen stays, also when none is of it any more. */
function choicesOf(
  counts: ReturnType<typeof kindsOf>,
  chosen: string | undefined,
  nameOf: (value: string) => string,
) {
  const known = counts.map(([value, n]) => ({ value, label: `${nameOf(value)} (${n})` }))
  if (chosen === undefined || known.some(({ value }) => value === chosen)) return known
  return [...known, { value: chosen, label: nameOf(chosen) }]
}
