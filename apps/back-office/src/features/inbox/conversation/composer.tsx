import type { ConversationMessage, StaffConversation } from '@comptoir/contracts/support/schemas'
import { Button, Textarea } from '@mantine/core'
import type { FormEvent, RefObject } from 'react'
import { problemText } from '../../../messages/messages.ts'
import { useMessages } from '../../../office.tsx'
import { usePermissions } from '../../../session/use-permissions.ts'
import { LeaveGuard } from '../../../ui/leave-guard.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { problemIn } from '../../../ui/problem.ts'
import { useInboxTexts } from '../inbox-texts.ts'
import { CannedSelect } from './canned-select.tsx'
import classes from './conversation.module.css'
import { useReply, useTyping } from './use-reply.ts'

type Props = {
  readonly field: RefObject<HTMLTextAreaElement | null>
  readonly conversation: StaffConversation
  readonly messages: readonly ConversationMessage[]
}

/** Where the answer is written: it is sent once, and what is not sent yet is kept with its conversation. */
export function Composer({ field, conversation, messages }: Props) {
  const texts = useInboxTexts()
  const { may } = usePermissions()
  const { conversationId, status, locale } = conversation
  const { draft, error, isSending, type, send } = useReply(conversationId, messages)
  const tellTyping = useTyping(conversationId)
  if (status === 'closed') return <Notice tone="calm">{texts.isClosed}</Notice>
  if (!may('conversations.write')) return null
  function submit(event: FormEvent): void {
    event.preventDefault()
    send()
  }
  function insert(text: string): void {
    type(draft.text.trim() === '' ? text : `${draft.text.trimEnd()}\n\n${text}`)
  }
  return (
    <form className={classes['composer']} onSubmit={submit}>
      {error ? <Unsent error={error} /> : null}
      <Textarea
        ref={field}
        label={texts.reply}
        description={texts.replyKeys}
        value={draft.text}
        onChange={({ currentTarget }) => {
          type(currentTarget.value)
          tellTyping()
        }}
        onKeyDown={({ key, ctrlKey, metaKey, currentTarget }) => {
          if (key === 'Enter' && (ctrlKey || metaKey)) currentTarget.form?.requestSubmit()
        }}
        lang={locale}
        required
        maxLength={4_000}
        autosize
        minRows={3}
        maxRows={10}
      />
      <div className={classes['row']}>
        <CannedSelect locale={locale} onChoose={insert} />
        <Button type="submit" loading={isSending}>
          {texts.send}
        </Button>
      </div>
      <LeaveGuard isDirty={draft.text.trim() !== ''} within="/inbox" />
    </form>
  )
}

/** Why it is not sent; after a lost answer nobody knows, and sending it again is safe. */
function Unsent({ error }: { readonly error: unknown }) {
  const messages = useMessages()
  const texts = useInboxTexts()
  const { code, traceId } = problemIn(error)
  const isLost = ['network', 'dependency_unavailable', 'unreadable_answer'].includes(code)
  return (
    <Notice tone="bad" role="alert">
      {isLost ? texts.unsent : problemText(messages, code)}
      {traceId ? ` ${messages.frame.trace(traceId)}` : ''}
    </Notice>
  )
}
