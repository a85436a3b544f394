import type { Profile } from '@comptoir/contracts/accounts/schemas'
import type { StaffRole } from '@comptoir/contracts/accounts/staff-routes'
import type { changeRoles, readUser } from '@comptoir/contracts/accounts/user-routes'
import { CallError } from '@comptoir/site/call'
import { formatDate } from '@comptoir/site/dates'
import { Checkbox, Skeleton, Stack } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { staffEn, staffFr } from '../../messages/staff.ts'
import { useApi, useLocale, useWords } from '../../office.tsx'
import { usePermissions } from '../../session/use-permissions.ts'
import { nameOf } from '../../ui/accounts/name-of.ts'
import { auditReason } from '../../ui/actions/audit-reason.ts'
import { DangerAction } from '../../ui/danger-dialog.tsx'
import { problemIn } from '../../ui/problem.ts'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { roleChange, staffRoles, staffRolesOf } from './role-change.ts'
import classes from './staff.module.css'
import { usePerson } from './use-staff.ts'

type Props = { readonly userId: string }

/** Somebody of the staff: who it is, what they may, and what they did. */
export function PersonFacts({ userId }: Props) {
  const texts = useWords({ fr: staffFr, en: staffEn })
  const locale = useLocale()
  const { may } = usePermissions()
  const { asked, keep } = usePerson(userId)
  const person = asked.data
  return (
    <>
      {asked.isPending ? <Skeleton height={120} className="late" /> : null}
      {asked.isError ? (
        <ProblemNote problem={problemIn(asked.error)} retry={() => void asked.refetch()} />
      ) : null}
      {person ? (
        <>
          <dl className={classes['facts']}>
            <dt>{texts.columns.name}</dt>
            <dd>{nameOf(person)}</dd>
            <dt>{texts.columns.email}</dt>
            <dd>{person.email}</dd>
            <dt>{texts.columns.status}</dt>
            <dd>{texts.statuses[person.status]}</dd>
            <dt>{texts.columns.since}</dt>
            <dd>{formatDate(person.createdAt, 'date', locale)}</dd>
          </dl>
          {may('staff.write') ? (
            <Roles person={person} onChanged={keep} />
          ) : (
            <p>{person.roles.map((role) => texts.roles[role]).join(', ')}</p>
          )}
          {may('audit.read') ? (
            <p>
              <Link to="/audit" search={{ actor: userId }}>
                {texts.seeAudit}
              </Link>
            </p>
          ) : null}
        </>
      ) : null}
    </>
  )
}

type RolesProps = { readonly person: Profile; readonly onChanged: (profile: Profile) => void }

/** The roles of somebody; when they are not those that were changed, both are said: that, and what they are now. */
function Roles({ person, onChanged }: RolesProps) {
  const [isOutdated, setOutdated] = useState(false)
  function show(profile: Profile, isRefused: boolean): void {
    setOutdated(isRefused)
    onChanged(profile)
  }
  return (
    <>
      {isOutdated ? <ProblemNote problem={{ code: 'precondition_failed' }} /> : null}
      <RolesForm
        key={person.version}
        person={person}
        onChanged={(profile) => show(profile, false)}
        onOutdated={(profile) => show(profile, true)}
      />
    </>
  )
}

type FormProps = RolesProps & { readonly onOutdated: (profile: Profile) => void }

/** Sets the roles: all are sent, so they are refused when somebody else changed the account since it was read. */
function useRoles({ person, onChanged, onOutdated }: FormProps) {
  const { call } = useApi()
  const params = { userId: person.userId }
  return async (roles: Profile['roles'], reason: string): Promise<void> => {
    const now = await call<typeof readUser>('GET /api/users/{userId}', { params })
    if (now.version !== person.version) {
      onOutdated(now)
      throw new CallError('PUT /api/users/{userId}/roles', refusedVersion)
    }
    const given = { params, body: { roles }, headers: auditReason(reason) }
    onChanged(await call<typeof changeRoles>('PUT /api/users/{userId}/roles', given))
  }
}

const refusedVersion = { status: 412, code: 'precondition_failed' }

function RolesForm(props: FormProps) {
  const { person } = props
  const change = useRoles(props)
  const texts = useWords({ fr: staffFr, en: staffEn })
  const [chosen, setChosen] = useState<StaffRole[]>(() => staffRolesOf(person.roles))
  const { roles, gains, loses } = roleChange(person.roles, chosen)
  const names = (of: readonly StaffRole[]) => of.map((role) => texts.roles[role]).join(', ')
  const { userId } = person
  const effect = [
    ...(gains.length > 0 ? [texts.gains(names(gains))] : []),
    ...(loses.length > 0 ? [texts.loses(names(loses))] : []),
    texts.atOnce,
    ...(loses.includes('admin') ? [texts.lastAdmin] : []),
  ]
  return (
    <Stack gap="sm">
      <Checkbox.Group
        label={texts.rolesOf(nameOf(person))}
        value={chosen}
        onChange={(next) => setChosen(staffRoles.filter((role) => next.includes(role)))}
      >
        <Stack gap="xs" mt="xs">
          {staffRoles.map((role) => (
            <Checkbox
              key={role}
              value={role}
              label={texts.roles[role]}
              description={texts.roleHints[role]}
            />
          ))}
        </Stack>
      </Checkbox.Group>
      {gains.length + loses.length > 0 ? (
        <DangerAction
          action={texts.changeRoles}
          effect={effect.join(' ')}
          request={`roles/${userId}/${roles.join('+')}`}
          isPrimary
          run={(reason) => change(roles, reason)}
        />
      ) : null}
    </Stack>
  )
}
