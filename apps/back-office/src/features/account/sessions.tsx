import type {
  listSessions,
  revokeSession,
  UserSession,
} from '@comptoir/contracts/accounts/session-routes'
import { formatDate } from '@comptoir/site/dates'
import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { accountEn, accountFr } from '../../messages/account.ts'
import { useApi, useLocale, useWords } from '../../office.tsx'
import classes from '../../ui/detail/detail.module.css'
import { problemIn } from '../../ui/problem.ts'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { Wide } from '../../ui/wide.tsx'

const key = ['accounts', 'ListSessions']

/** Where somebody is signed in: what they do not know they end. */
export function Sessions() {
  const { call } = useApi()
  const texts = useWords({ fr: accountFr, en: accountEn })
  const asked = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => call<typeof listSessions>('GET /api/me/sessions', { signal }),
  })
  if (asked.isError && !asked.data) {
    return <ProblemNote problem={problemIn(asked.error)} retry={() => void asked.refetch()} />
  }
  const items = asked.data?.items ?? []
  return (
    <>
      <p>{asked.data ? texts.found(items.length) : null}</p>
      <Wide label={texts.sessions}>
        <table className={classes['table']}>
          <caption className="unseen">{texts.sessions}</caption>
          <tbody>
            {items.map((one) => (
              <Row key={one.sessionId} session={one} />
            ))}
          </tbody>
        </table>
      </Wide>
    </>
  )
}

function Row({ session }: { readonly session: UserSession }) {
  const { call } = useApi()
  const queries = useQueryClient()
  const texts = useWords({ fr: accountFr, en: accountEn })
  const locale = useLocale()
  const { sessionId, device = texts.unknownDevice, network, lastUsedAt, isCurrent } = session
  const ending = useMutation({
    mutationFn: () =>
      call<typeof revokeSession>('DELETE /api/me/sessions/{sessionId}', { params: { sessionId } }),
    onSettled: () => queries.invalidateQueries({ queryKey: key }),
  })
  return (
    <tr>
      <td>{device}</td>
      <td>{network}</td>
      <td>{texts.lastUsed(formatDate(lastUsedAt, 'moment', locale))}</td>
      <td>
        {isCurrent ? (
          texts.thisSession
        ) : (
          <Button
            size="xs"
            variant="default"
            aria-label={texts.endSessionOf(device)}
            loading={ending.isPending}
            onClick={() => ending.mutate()}
          >
            {texts.endSession}
          </Button>
        )}
        {ending.isError ? <ProblemNote problem={problemIn(ending.error)} /> : null}
      </td>
    </tr>
  )
}
