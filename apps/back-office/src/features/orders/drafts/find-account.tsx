import type { listUsers } from '@comptoir/contracts/accounts/user-routes'
import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useApi } from '../../../office.tsx'
import type { Form } from '../../../ui/form/use-form.ts'
import { problemIn } from '../../../ui/problem.ts'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import { useDraftTexts } from './draft-texts.ts'
import type { DraftValues } from './draft-values.ts'

/** Takes the account that has the email which was typed, if one has it. */
export function FindAccount({ form }: { readonly form: Form<DraftValues> }) {
  const { call } = useApi()
  const texts = useDraftTexts()
  const email = form.values.email.trim().toLowerCase()
  const finding = useMutation({
    async mutationFn() {
      const { items } = await call<typeof listUsers>('GET /api/users', {
        query: { q: email, limit: 5 },
      })
      return items.find((one) => one.email.toLowerCase() === email) ?? null
    },
    onSuccess: (found) => found && form.set('userId', found.userId),
  })
  return (
    <div>
      <Button
        size="xs"
        variant="default"
        disabled={email === ''}
        loading={finding.isPending}
        onClick={() => finding.mutate()}
      >
        {texts.findAccount}
      </Button>
      <span role="status">
        {finding.data
          ? ` ${texts.foundAccount(`${finding.data.firstName} ${finding.data.lastName}`)}`
          : ''}
        {finding.data === null ? ` ${texts.noAccount}` : ''}
      </span>
      {finding.isError ? <ProblemNote problem={problemIn(finding.error)} /> : null}
    </div>
  )
}
