import type { readRebuild, rebuildDashboard } from '@comptoir/contracts/admin/dashboard'
import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useApi, useOffice } from '../../office.tsx'
import { usePermissions } from '../../session/use-permissions.ts'
import { problemIn } from '../../ui/problem.ts'
import { ProblemNote } from '../../ui/problem-note.tsx'
import classes from './dashboard.module.css'
import { useDashboardTexts } from './dashboard-texts.ts'

const lookAgainMs = 2_000

/** Reads the figures anew from the logs of all services; the address names the recount that is looked at. */
export function Rebuild({ rebuildId }: { readonly rebuildId: string | undefined }) {
  const { call } = useApi()
  const { requestKeys } = useOffice()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const texts = useDashboardTexts()
  const { may } = usePermissions()
  const begin = useMutation({
    mutationFn: () =>
      requestKeys.run('dashboard/rebuild', (key) =>
        call<typeof rebuildDashboard>('POST /api/dashboard/rebuilds', {
          headers: { 'idempotency-key': key },
        }),
      ),
    onSuccess(begun) {
      queries.setQueryData(['admin', 'GetDashboardRebuild', begun.rebuildId], begun)
      void navigate({ to: '/dashboard', search: { rebuild: begun.rebuildId }, replace: true })
    },
  })
  if (!may('dashboard.write') && rebuildId === undefined) return null
  return (
    <section className={classes['block']} aria-label={texts.rebuild}>
      {may('dashboard.write') ? (
        <>
          <p className={classes['hint']}>{texts.rebuildEffect}</p>
          <Button
            size="xs"
            variant="default"
            loading={begin.isPending}
            onClick={() => begin.mutate()}
          >
            {texts.rebuild}
          </Button>
        </>
      ) : null}
      {begin.isError ? <ProblemNote problem={problemIn(begin.error)} /> : null}
      {rebuildId === undefined ? null : <Progress rebuildId={rebuildId} />}
    </section>
  )
}

function Progress({ rebuildId }: { readonly rebuildId: string }) {
  const { call } = useApi()
  const texts = useDashboardTexts()
  const asked = useQuery({
    queryKey: ['admin', 'GetDashboardRebuild', rebuildId],
    queryFn: ({ signal }) =>
      call<typeof readRebuild>('GET /api/dashboard/rebuilds/{rebuildId}', {
        ...{ params: { rebuildId }, signal },
      }),
    refetchInterval: ({ state }) => (state.data?.status === 'done' ? false : lookAgainMs),
  })
  if (asked.isError && !asked.data) return <ProblemNote problem={problemIn(asked.error)} />
  if (!asked.data) return null
  const { status, read, taken, unreadable, lastReason = '', cutLogs = [] } = asked.data
  const lost = cutLogs.map(({ service }) => service).join(', ')
  return (
    <p role="status">
      <strong>{texts.rebuilds[status]}</strong> · {texts.rebuildRead(read, taken)}{' '}
      {unreadable > 0 ? texts.rebuildUnreadable(unreadable, lastReason) : null}{' '}
      {lost === '' ? null : texts.rebuildCut(lost)}
    </p>
  )
}
