import type { listUsers } from '@comptoir/contracts/accounts/user-routes'
import { Button, NativeSelect, Popover, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { ListFilter } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { auditEn, auditFr } from '../../messages/audit.ts'
import { useApi, useMessages, useWords } from '../../office.tsx'
import list from '../../ui/data-list/data-list.module.css'
import { PeriodFields } from '../../ui/fields/period-fields.tsx'
import { problemIn } from '../../ui/problem.ts'
import { ProblemNote } from '../../ui/problem-note.tsx'
import classes from './audit.module.css'
import { type AuditFilter, type AuditSearch, readAuditSearch } from './audit-search.ts'
import { auditedServices } from './audited-services.ts'

type Props = {
  readonly search: AuditSearch
  readonly onFilter: (filter: AuditFilter) => void
}

/** The log knows people by their ids; staff by their emails too. Nothing when nobody has that one. */
function useActor() {
  const { call } = useApi()
  return useMutation({
    async mutationFn(words: string): Promise<string | undefined> {
      if (!words.includes('@')) return words
      const { items } = await call<typeof listUsers>('GET /api/users', {
        query: { q: words, limit: 1 },
      })
      return items[0]?.userId
    },
  })
}

/** All filters of the log; those that are set are chips beside it. */
export function AuditFilters({ search, onFilter }: Props) {
  const { list: texts } = useMessages()
  const [isOpen, setOpen] = useState(false)
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-start" trapFocus>
      <Popover.Target>
        <Button
          variant="default"
          leftSection={<ListFilter size={16} aria-hidden />}
          onClick={() => setOpen(!isOpen)}
        >
          {texts.filters}
        </Button>
      </Popover.Target>
      <Popover.Dropdown className={classes['filters']}>
        <Fields search={search} onFilter={onFilter} />
      </Popover.Dropdown>
    </Popover>
  )
}

function Fields({ search, onFilter }: Props) {
  const { list: shared } = useMessages()
  const texts = useWords({ fr: auditFr, en: auditEn })
  const actor = useActor()
  const [period, setPeriod] = useState({ from: search.from ?? '', to: search.to ?? '' })
  async function submit(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault()
    const words = Object.fromEntries(new FormData(event.currentTarget))
    const typed = String(words['actor'] ?? '').trim()
    const found = typed === '' ? '' : await actor.mutateAsync(typed)
    if (found !== undefined) onFilter(readAuditSearch({ ...words, ...period, actor: found }))
  }
  const isNobody = actor.isSuccess && actor.data === undefined
  return (
    // what was refused is shown below
    <form className={list['form']} onSubmit={(event) => void submit(event).catch(() => undefined)}>
      <TextInput
        name="actor"
        label={texts.filters.actor}
        defaultValue={search.actor}
        error={isNobody ? texts.noActor : undefined}
      />
      <TextInput name="operation" label={texts.filters.operation} defaultValue={search.operation} />
      <TextInput
        name="object"
        label={texts.filters.object}
        description={texts.objectHint}
        defaultValue={search.object}
      />
      <NativeSelect
        name="service"
        label={texts.filters.service}
        defaultValue={search.service ?? ''}
        data={[{ value: '', label: shared.any }, ...auditedServices]}
      />
      <TextInput name="person" label={texts.filters.person} defaultValue={search.person} />
      <TextInput name="actionId" label={texts.filters.actionId} defaultValue={search.actionId} />
      <PeriodFields label={texts.period} value={period} onChange={setPeriod} />
      {actor.isError ? <ProblemNote problem={problemIn(actor.error)} /> : null}
      <Button type="submit" loading={actor.isPending}>
        {shared.addFilter}
      </Button>
    </form>
  )
}
