import type { acceptDispute, answerDispute } from '@comptoir/contracts/payments/dispute-routes'
import type { DisputeDetails } from '@comptoir/contracts/payments/schemas'
import { formatMoney } from '@comptoir/site/money'
import { Button, TagsInput, Textarea } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useApi, useLocale } from '../../../office.tsx'
import { usePermissions } from '../../../session/use-permissions.ts'
import { DangerAction } from '../../../ui/danger-dialog.tsx'
import classes from '../../../ui/detail/detail.module.css'
import { useDraft } from '../../../ui/draft.ts'
import { LeaveGuard } from '../../../ui/leave-guard.tsx'
import { usePaymentWords } from '../use-payment-words.ts'
import { isAnswerable } from './deadline.ts'

type Props = { readonly dispute: DisputeDetails }

/** Whether the shop can still say something: it is open, not answered yet, or its answer was not taken. */
const isToAnswer = (dispute: DisputeDetails): boolean =>
  isAnswerable(dispute) &&
  (dispute.answer === undefined || dispute.answer.failureCode !== undefined)

/** Answers a dispute, or gives in. What is typed stays until the answer is written down. */
export function AnswerForm({ dispute }: Props) {
  const { may } = usePermissions()
  if (!isToAnswer(dispute) || !may('disputes.write')) return null
  return <Form dispute={dispute} />
}

const mostFiles = 10

function Form({ dispute }: Props) {
  const { disputes: words } = usePaymentWords()
  const locale = useLocale()
  const { id, amount } = dispute
  const [text, setText] = useDraft(`dispute ${id}`)
  const [names, setNames] = useDraft(`dispute ${id} files`)
  const files = names.split('\n').filter(Boolean)
  const { answer, accept } = useAnswers(id)
  const said = text.trim()
  return (
    <div className={classes['form']}>
      <Textarea
        label={words.text}
        description={words.textHelp}
        value={text}
        onChange={({ currentTarget }) => setText(currentTarget.value)}
        maxLength={20_000}
        autosize
        minRows={6}
      />
      <TagsInput
        label={words.files}
        description={words.filesHelp}
        value={files}
        onChange={(next) => setNames(next.join('\n'))}
        maxTags={mostFiles}
      />
      <div className={classes['actions']}>
        {said === '' ? (
          <Button size="xs" disabled>
            {words.answer}
          </Button>
        ) : (
          <DangerAction
            action={words.answer}
            effect={words.answerEffect(said.length, files.length)}
            request={`dispute/${id}/answer`}
            asksWhy={false}
            isPrimary
            run={async () => {
              await answer({ text: said, files })
              setText('')
              setNames('')
            }}
          />
        )}
        <DangerAction
          action={words.accept}
          effect={words.acceptEffect(formatMoney(amount, locale))}
          request={`dispute/${id}/accept`}
          asksWhy={false}
          run={accept}
        />
      </div>
      <LeaveGuard isDirty={said !== '' || names !== ''} within={`/payments/disputes/${id}`} />
    </div>
  )
}

type Evidence = { readonly text: string; readonly files: string[] }

/** Both ways to answer: the dispute as it is then is what is shown. */
function useAnswers(disputeId: string) {
  const { call } = useApi()
  const queries = useQueryClient()
  const params = { disputeId }
  async function keep(asked: Promise<DisputeDetails>): Promise<void> {
    const dispute = await asked
    queries.setQueryData(['payments', 'GetDispute', disputeId], dispute)
    void queries.invalidateQueries({ queryKey: ['payments', 'ListDisputes'] })
    void queries.invalidateQueries({ queryKey: ['payments', 'GetPaymentIntent'] })
  }
  return {
    answer: (body: Evidence) =>
      keep(call<typeof answerDispute>('POST /api/disputes/{disputeId}/evidence', { params, body })),
    accept: () =>
      keep(call<typeof acceptDispute>('POST /api/disputes/{disputeId}/accept', { params })),
  }
}
