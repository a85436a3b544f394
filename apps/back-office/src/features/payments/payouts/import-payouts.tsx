import type { importPayouts } from '@comptoir/contracts/payments/payout-routes'
import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useApi } from '../../../office.tsx'
import { usePermissions } from '../../../session/use-permissions.ts'
import { problemIn } from '../../../ui/problem.ts'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import { usePaymentWords } from '../use-payment-words.ts'

/** Providers may take their time to list what they settled. */
const importMs = 120_000

/** Has what providers settled read now; it also happens every night. Repeated, it writes the same. */
export function ImportPayouts() {
  const { call } = useApi()
  const { payouts: words } = usePaymentWords()
  const { may } = usePermissions()
  const queries = useQueryClient()
  const importing = useMutation({
    mutationFn: () =>
      call<typeof importPayouts>('POST /api/payouts/import', { timeoutMs: importMs }),
    onSuccess: () =>
      Promise.all(
        ['ListPayouts', 'GetPayout', 'ListPayoutLines'].map((name) =>
          queries.invalidateQueries({ queryKey: ['payments', name] }),
        ),
      ),
  })
  if (!may('payouts.write')) return null
  const read = importing.data
  return (
    <>
      <Button variant="default" loading={importing.isPending} onClick={() => importing.mutate()}>
        {words.import}
      </Button>
      <span role="status">
        {read ? words.imported(read.payouts, read.lines, read.unmatched) : ''}
      </span>
      {importing.isError ? <ProblemNote problem={problemIn(importing.error)} /> : null}
    </>
  )
}
