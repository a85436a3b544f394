import type {
  assignConversation,
  eraseConversation,
  resolveConversation,
  transferConversation,
} from '@comptoir/contracts/support/agent-routes'
import type { closeConversation } from '@comptoir/contracts/support/routes'
import type { StaffConversation } from '@comptoir/contracts/support/schemas'
import { Button, Menu } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useApi } from '../../../office.tsx'
import { usePermissions } from '../../../session/use-permissions.ts'
import { auditReason } from '../../../ui/actions/audit-reason.ts'
import { DangerAction } from '../../../ui/danger-dialog.tsx'
import { problemIn } from '../../../ui/problem.ts'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import { useInboxTexts } from '../inbox-texts.ts'
import { conversationKey, conversationsKey, useAgents, useMe } from '../use-inbox.ts'
import classes from './conversation.module.css'
import { useKeepConversation } from './use-conversation.ts'

type Props = {
  readonly conversation: StaffConversation
  /** It is one's own now: the button is gone, and the answer comes next. */
  readonly onTaken: () => void
}
type Act = () => Promise<unknown>
type To = 'queue' | { readonly agentId: string }

/** What can be done with a conversation; after a refusal it is read again, since somebody else was faster. */
function useHandling({ conversationId }: StaffConversation) {
  const { call } = useApi()
  const queries = useQueryClient()
  const { replace, merge } = useKeepConversation()
  const acting = useMutation({
    mutationFn: (act: Act) => act(),
    onError: () =>
      void queries.invalidateQueries({ queryKey: conversationKey(conversationId), exact: true }),
  })
  const params = { conversationId }
  return {
    error: acting.error,
    isBusy: acting.isPending,
    assign: (onSuccess: () => void) =>
      acting.mutate(
        () =>
          call<typeof assignConversation>('POST /api/conversations/{conversationId}/assign', {
            params,
          }).then(replace),
        { onSuccess },
      ),
    transfer: (to: To) =>
      acting.mutate(() =>
        call<typeof transferConversation>('POST /api/conversations/{conversationId}/transfer', {
          ...{ params, body: { to } },
        }).then(replace),
      ),
    resolve: () =>
      acting.mutate(() =>
        call<typeof resolveConversation>('POST /api/conversations/{conversationId}/resolve', {
          params,
        }).then(replace),
      ),
    close: () =>
      acting.mutate(() =>
        call<typeof closeConversation>('POST /api/conversations/{conversationId}/close', {
          params,
        }).then(merge),
      ),
  }
}

/** Take it, give it to somebody else, say that it is answered, end it. */
export function Handling({ conversation, onTaken }: Props) {
  const texts = useInboxTexts()
  const { may } = usePermissions()
  const me = useMe()
  const { error, isBusy, assign, transfer, resolve, close } = useHandling(conversation)
  const { status, assignedTo } = conversation
  const isOver = status === 'closed'
  const canAct = may('conversations.write') && !isOver
  return (
    <div className={classes['actions']}>
      {canAct && assignedTo === undefined ? (
        <Button size="xs" loading={isBusy} onClick={() => assign(onTaken)}>
          {texts.assign}
        </Button>
      ) : null}
      {canAct ? <Transfer {...{ assignedTo, me, isBusy, transfer }} /> : null}
      {canAct && status !== 'resolved' ? (
        <Button size="xs" variant="default" loading={isBusy} onClick={resolve}>
          {texts.resolve}
        </Button>
      ) : null}
      {canAct ? (
        <Button size="xs" variant="default" loading={isBusy} onClick={close}>
          {texts.close}
        </Button>
      ) : null}
      {may('customers.erase') && isOver ? <Erase conversation={conversation} /> : null}
      {error ? <ProblemNote problem={problemIn(error)} /> : null}
    </div>
  )
}

type TransferProps = {
  readonly assignedTo: string | undefined
  readonly me: string | undefined
  readonly isBusy: boolean
  readonly transfer: (to: To) => void
}

function Transfer({ assignedTo, me, isBusy, transfer }: TransferProps) {
  const texts = useInboxTexts()
  const agents = useAgents()
  const others = agents.data?.items.filter(({ agentId }) => agentId !== assignedTo) ?? []
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button size="xs" variant="default" loading={isBusy}>
          {texts.transfer}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {assignedTo === undefined ? null : (
          <Menu.Item onClick={() => transfer('queue')}>{texts.toQueue}</Menu.Item>
        )}
        {others.map(({ agentId, displayName, online }) => (
          <Menu.Item key={agentId} onClick={() => transfer({ agentId })}>
            {displayName}
            {online || agentId === me ? ` (${texts.online})` : ''}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

function Erase({ conversation: { conversationId, lastSeq } }: Pick<Props, 'conversation'>) {
  const { call } = useApi()
  const texts = useInboxTexts()
  const queries = useQueryClient()
  const navigate = useNavigate()
  async function erase(reason: string): Promise<void> {
    await call<typeof eraseConversation>('DELETE /api/conversations/{conversationId}', {
      params: { conversationId },
      headers: auditReason(reason),
    })
    await navigate({ to: '/inbox', search: true })
    queries.removeQueries({ queryKey: conversationKey(conversationId) })
    void queries.invalidateQueries({ queryKey: conversationsKey })
  }
  return (
    <DangerAction
      action={texts.erase}
      effect={texts.eraseEffect(lastSeq)}
      request={`erase/${conversationId}`}
      run={erase}
    />
  )
}
