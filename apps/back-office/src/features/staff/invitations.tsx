import type {
  createInvitation,
  Invitation,
  revokeInvitation,
} from '@comptoir/contracts/accounts/staff-routes'
import { formatDate } from '@comptoir/site/dates'
import { Button, Skeleton } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import type { Locale } from '../../messages/messages.ts'
import { staffEn, staffFr } from '../../messages/staff.ts'
import { useApi, useLocale, useWords } from '../../office.tsx'
import { usePermissions } from '../../session/use-permissions.ts'
import { MoreButton } from '../../ui/actions/more-button.tsx'
import { PersonName } from '../../ui/person-name.tsx'
import { problemIn } from '../../ui/problem.ts'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { StatusBadge, type StatusTone } from '../../ui/status-badge.tsx'
import { useToast } from '../../ui/toast/use-toast.ts'
import { Wide } from '../../ui/wide.tsx'
import { InviteForm } from './invite-form.tsx'
import { SendAgain } from './send-again.tsx'
import classes from './staff.module.css'
import { useInvitations } from './use-staff.ts'

const tones: Readonly<Record<Invitation['status'], StatusTone>> = {
  ...{ open: 'calm', accepted: 'good', revoked: 'ended', expired: 'ended' },
}

/** Who is invited to work here, and what became of it. */
export function Invitations() {
  const texts = useWords({ fr: staffFr, en: staffEn })
  const { may } = usePermissions()
  const { found, readAgain } = useInvitations()
  const { rows: invitations, state } = found
  return (
    <>
      {may('staff.write') ? <InviteForm onInvited={readAgain} /> : null}
      <section>
        <h2>{texts.invitations}</h2>
        {state === 'loading' ? <Skeleton height={120} className="late" /> : null}
        {state === 'failed' ? <ProblemNote problem={found.problem} retry={found.retry} /> : null}
        {state === 'ready' && invitations.length === 0 ? <p>{texts.noInvitations}</p> : null}
        {invitations.length > 0 ? <Table invitations={invitations} onChanged={readAgain} /> : null}
        <MoreButton found={found} mt="xs" />
      </section>
    </>
  )
}

type TableProps = {
  readonly invitations: readonly Invitation[]
  readonly onChanged: () => Promise<void>
}

function Table({ invitations, onChanged }: TableProps) {
  const texts = useWords({ fr: staffFr, en: staffEn })
  return (
    <Wide label={texts.invitations}>
      <table className={classes['table']}>
        <caption className="unseen">{texts.invitations}</caption>
        <thead>
          <tr>
            <th scope="col">{texts.email}</th>
            <th scope="col">{texts.role}</th>
            <th scope="col">{texts.columns.status}</th>
            <th scope="col">{texts.invitedBy}</th>
            <th scope="col">{texts.sentAt}</th>
            <th scope="col">{texts.expiresAt}</th>
            <th scope="col">{texts.actions}</th>
          </tr>
        </thead>
        <tbody>
          {invitations.map((invitation) => (
            <Row key={invitation.invitationId} invitation={invitation} onChanged={onChanged} />
          ))}
        </tbody>
      </table>
    </Wide>
  )
}

type RowProps = Pick<TableProps, 'onChanged'> & { readonly invitation: Invitation }

/** What can be done with an invitation: both at once, since another message undoes the one, and a revocation the other. */
function useInvitation({ invitation, onChanged }: RowProps) {
  const { call } = useApi()
  const texts = useWords({ fr: staffFr, en: staffEn })
  const toast = useToast()
  const { email, role, invitationId } = invitation
  const revoke = useMutation({
    mutationFn: () =>
      call<typeof revokeInvitation>('DELETE /api/invitations/{invitationId}', {
        params: { invitationId },
      }),
    onSuccess: () => toast(texts.revoked(email)),
    onSettled: onChanged,
  })
  const again = useMutation({
    mutationFn: (locale: Locale) =>
      call<typeof createInvitation>('POST /api/invitations', { body: { email, role, locale } }),
    onSuccess: () => toast(texts.invited(email)),
    onSettled: onChanged,
  })
  return { revoke, again }
}

function Row({ invitation, onChanged }: RowProps) {
  const texts = useWords({ fr: staffFr, en: staffEn })
  const locale = useLocale()
  const { may } = usePermissions()
  const { revoke, again } = useInvitation({ invitation, onChanged })
  const { email, role, status, invitedBy, createdAt, expiresAt } = invitation
  const problem = revoke.error ?? again.error
  return (
    <tr>
      <td>{email}</td>
      <td>{texts.roles[role]}</td>
      <td>
        <StatusBadge text={texts.invitationStatuses[status]} tone={tones[status]} />
      </td>
      <td>
        <PersonName userId={invitedBy} />
      </td>
      <td>{formatDate(createdAt, 'moment', locale)}</td>
      <td>{formatDate(expiresAt, 'moment', locale)}</td>
      <td>
        {may('staff.write') && status !== 'accepted' ? (
          <SendAgain email={email} isBusy={again.isPending} send={again.mutate} />
        ) : null}
        {may('staff.write') && status === 'open' ? (
          <Button
            size="xs"
            variant="default"
            loading={revoke.isPending}
            aria-label={texts.revokeOf(email)}
            onClick={() => revoke.mutate()}
          >
            {texts.revoke}
          </Button>
        ) : null}
        {problem ? <ProblemNote problem={problemIn(problem)} /> : null}
      </td>
    </tr>
  )
}
