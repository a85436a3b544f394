import type { Profile } from '@comptoir/contracts/accounts/schemas'
import type { StaffRole } from '@comptoir/contracts/accounts/staff-routes'
import { formatDate } from '@comptoir/site/dates'
import { getRouteApi } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Locale } from '../../messages/messages.ts'
import { type StaffMessages, staffEn, staffFr } from '../../messages/staff.ts'
import { useLocale, useWords } from '../../office.tsx'
import { accountTones } from '../../ui/accounts/account-tones.ts'
import { nameOf } from '../../ui/accounts/name-of.ts'
import type { Column } from '../../ui/data-list/column.ts'
import list from '../../ui/data-list/data-list.module.css'
import { DataList } from '../../ui/data-list/data-list.tsx'
import { given } from '../../ui/data-list/list-search.ts'
import { SidePanel } from '../../ui/detail/side-panel.tsx'
import { StatusBadge } from '../../ui/status-badge.tsx'
import { PersonFacts } from './person-facts.tsx'
import { staffRoles } from './role-change.ts'
import type { StaffSearch } from './staff-search.ts'
import { usePerson, useStaff } from './use-staff.ts'

const route = getRouteApi('/staff/$tab')

const usual = ['name', 'email', 'roles', 'status', 'since'] as const

/** Who works for the shop in a role; one of them is opened beside the list. */
export function People({ tabs }: { readonly tabs: ReactNode }) {
  const texts = useWords({ fr: staffFr, en: staffEn })
  const locale = useLocale()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const role = search.role ?? 'staff'
  const found = useStaff(role)
  const go = (change: StaffSearch) => {
    const next = given({ ...search, ...change })
    void navigate({ to: '/staff/$tab', params: { tab: 'people' }, search: next })
  }
  const open = (person: string | undefined) => go({ person })
  const opened = usePerson(search.person ?? '').asked.data
  const isEmpty = found.state === 'ready' && found.rows.length === 0
  return (
    <>
      <DataList<Profile>
        title={texts.title}
        name="staff"
        columns={columnsOf(texts, locale, open)}
        usual={usual}
        rowId={({ userId }) => userId}
        rowName={nameOf}
        found={found}
        search={search}
        onSearch={go}
        onOpen={({ userId }) => open(userId)}
        isOn={search.person === undefined}
        views={tabs}
        filters={
          <>
            <RoleChoice chosen={role} onChoose={(one) => go({ role: one })} />
            {isEmpty ? <span>{texts.nobody}</span> : null}
          </>
        }
      />
      <SidePanel
        title={opened ? nameOf(opened) : texts.title}
        isOpen={search.person !== undefined}
        onClose={() => open(undefined)}
      >
        {search.person === undefined ? null : (
          <PersonFacts key={search.person} userId={search.person} />
        )}
      </SidePanel>
    </>
  )
}

type ChoiceProps = {
  readonly chosen: StaffRole
  readonly onChoose: (role: StaffRole) => void
}

function RoleChoice({ chosen, onChoose }: ChoiceProps) {
  const texts = useWords({ fr: staffFr, en: staffEn })
  return (
    <>
      {staffRoles.map((one) => (
        <button
          key={one}
          type="button"
          className={list['view']}
          aria-pressed={one === chosen}
          onClick={() => onChoose(one)}
        >
          {texts.roles[one]}
        </button>
      ))}
      <span className={list['hint']}>{texts.roleHints[chosen]}</span>
    </>
  )
}

function columnsOf(
  texts: StaffMessages,
  locale: Locale,
  open: (person: string) => void,
): Column<Profile>[] {
  const { columns, roles, statuses } = texts
  const rolesOf = (profile: Profile) => profile.roles.map((role) => roles[role]).join(', ')
  return [
    {
      ...{ id: 'name', header: columns.name, text: nameOf },
      cell: (profile) => (
        <button type="button" className={list['sort']} onClick={() => open(profile.userId)}>
          {nameOf(profile)}
        </button>
      ),
    },
    {
      ...{ id: 'email', header: columns.email },
      ...{ cell: ({ email }) => email, text: ({ email }) => email },
    },
    { ...{ id: 'roles', header: columns.roles }, ...{ cell: rolesOf, text: rolesOf } },
    {
      ...{ id: 'status', header: columns.status, text: ({ status }) => statuses[status] },
      cell: ({ status }) => <StatusBadge text={statuses[status]} tone={accountTones[status]} />,
    },
    {
      ...{ id: 'since', header: columns.since, text: ({ createdAt }) => createdAt },
      cell: ({ createdAt }) => (
        <time dateTime={createdAt}>{formatDate(createdAt, 'date', locale)}</time>
      ),
    },
  ]
}
