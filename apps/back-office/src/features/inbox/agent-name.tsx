import type { putAgent } from '@comptoir/contracts/support/agent-routes'
import { Button, Popover, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useApi, useMessages } from '../../office.tsx'
import formClasses from '../../ui/data-list/data-list.module.css'
import { problemIn } from '../../ui/problem.ts'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { useInboxTexts } from './inbox-texts.ts'
import { agentsKey, useAgents, useMe } from './use-inbox.ts'

/** What customers are told of who answers them; somebody whose inbox is open counts as online. */
export function AgentName() {
  const { call } = useApi()
  const { name: texts } = useInboxTexts()
  const { frame } = useMessages()
  const queries = useQueryClient()
  const me = useMe()
  const agents = useAgents()
  const [isOpen, setOpen] = useState(false)
  const own = agents.data?.items.find(({ agentId }) => agentId === me)
  const naming = useMutation({
    mutationFn: (displayName: string) =>
      call<typeof putAgent>('PUT /api/support/agents/me', { body: { displayName } }),
    onSuccess: () => {
      setOpen(false)
      void queries.invalidateQueries({ queryKey: agentsKey })
    },
  })
  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault()
    naming.mutate(String(new FormData(event.currentTarget).get('name')).trim())
  }
  return (
    <Popover opened={isOpen} onChange={setOpen} position="top-start" trapFocus>
      <Popover.Target>
        <Button size="xs" variant="default" onClick={() => setOpen(!isOpen)} title={texts.change}>
          {own ? texts.shown(own.displayName) : texts.missing}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <form className={formClasses['form']} onSubmit={submit}>
          {naming.isError ? <ProblemNote problem={problemIn(naming.error)} /> : null}
          <TextInput
            name="name"
            label={texts.label}
            defaultValue={own?.displayName ?? ''}
            required
            maxLength={60}
          />
          <Button type="submit" loading={naming.isPending}>
            {frame.save}
          </Button>
        </form>
      </Popover.Dropdown>
    </Popover>
  )
}
