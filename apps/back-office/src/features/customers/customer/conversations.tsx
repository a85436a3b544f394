import type { eraseConversation, listQueue } from '@comptoir/contracts/support/agent-routes'
import type { StaffConversation } from '@comptoir/contracts/support/schemas'
import { formatDate } from '@comptoir/site/dates'
import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useApi, useLocale } from '../../../office.tsx'
import { usePermissions } from '../../../session/use-permissions.ts'
import { auditReason } from '../../../ui/actions/audit-reason.ts'
import { MoreButton } from '../../../ui/actions/more-button.tsx'
import { DangerAction } from '../../../ui/danger-dialog.tsx'
import { usePages } from '../../../ui/data-list/use-pages.ts'
import classes from '../../../ui/detail/detail.module.css'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import { Wide } from '../../../ui/wide.tsx'
import { useCustomerWords } from '../customer-words.ts'

type Props = { readonly customerId: string }

/** What a customer and the shop wrote to each other; staff remove a conversation when its customer asks for it. */
export function Conversations({ customerId }: Props) {
  const { call } = useApi()
  const texts = useCustomerWords()
  const found = usePages<StaffConversation>(
    ['support', 'ListSupportConversations', 'customer', customerId],
    (page, signal) => {
      const query = { view: 'all', customerId, ...page } as const
      return call<typeof listQueue>('GET /api/support/conversations', { query, signal })
    },
  )
  const { rows: items, state } = found
  return (
    <section className={classes['block']}>
      <h2>{texts.conversations}</h2>
      {state === 'failed' ? <ProblemNote problem={found.problem} retry={found.retry} /> : null}
      {state === 'ready' && items.length === 0 ? <p>{texts.noConversations}</p> : null}
      {items.length > 0 ? (
        <Wide label={texts.conversations}>
          <table className={classes['table']}>
            <caption className="unseen">{texts.conversations}</caption>
            <tbody>
              {items.map((one) => (
                <Row key={one.conversationId} conversation={one} />
              ))}
            </tbody>
          </table>
        </Wide>
      ) : null}
      <MoreButton found={found} />
    </section>
  )
}

function Row({ conversation }: { readonly conversation: StaffConversation }) {
  const { call } = useApi()
  const texts = useCustomerWords()
  const locale = useLocale()
  const queries = useQueryClient()
  const { may } = usePermissions()
  const { conversationId, subject, status, lastMessageAt, lastSeq, lastMessage } = conversation
  const name = subject ?? lastMessage?.body ?? conversationId
  async function erase(reason: string): Promise<void> {
    await call<typeof eraseConversation>('DELETE /api/conversations/{conversationId}', {
      params: { conversationId },
      headers: auditReason(reason),
    })
    await queries.invalidateQueries({ queryKey: ['support'] })
  }
  return (
    <tr>
      <td>
        <Link to="/inbox/$conversationId" params={{ conversationId }}>
          {name.slice(0, 120)}
        </Link>
      </td>
      <td>{texts.conversationStatuses[status]}</td>
      <td>{texts.messages(lastSeq)}</td>
      <td>
        <time dateTime={lastMessageAt}>{formatDate(lastMessageAt, 'moment', locale)}</time>
      </td>
      <td>
        {may('customers.erase') ? (
          <DangerAction
            action={texts.eraseConversation}
            request={`erase-conversation/${conversationId}`}
            effect={texts.eraseConversationEffect(lastSeq)}
            run={erase}
          />
        ) : null}
      </td>
    </tr>
  )
}
