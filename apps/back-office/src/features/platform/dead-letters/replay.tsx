import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import type { RefObject } from 'react'
import { DangerAction } from '../../../ui/danger-dialog.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { useToast } from '../../../ui/toast/use-toast.ts'
import { usePlatformTexts } from '../platform-texts.ts'
import { type Letter, type Outcome, shortType, summed } from './letter.ts'
import { useLetterActions } from './use-letters.ts'

/** What failed again, and why: it stays a dead letter. */
export function OutcomeNote({ outcomes }: { readonly outcomes: readonly Outcome[] | undefined }) {
  const { letters: texts } = usePlatformTexts()
  const { failed, reasons } = summed(outcomes ?? [])
  if (failed === 0) return null
  return (
    <Notice tone="bad" role="alert">
      {texts.failed(failed, reasons.join(' ; '))}
    </Notice>
  )
}

type ChosenProps = {
  readonly letters: readonly Letter[]
  readonly onDone: () => void
  readonly button: RefObject<HTMLButtonElement | null>
}

/** Replays the letters that are chosen. */
export function ReplayChosen({ letters, onDone, button }: ChosenProps) {
  const { letters: texts } = usePlatformTexts()
  const { replay } = useLetterActions()
  const toast = useToast()
  const replaying = useMutation({
    mutationFn: () => replay(letters),
    onSuccess(outcomes) {
      const { replayed, failed } = summed(outcomes)
      if (replayed > 0) toast(texts.replayed(replayed))
      if (failed === 0) onDone()
    },
  })
  return (
    <>
      <Button
        size="xs"
        ref={button}
        loading={replaying.isPending}
        onClick={() => replaying.mutate()}
      >
        {texts.replay}
      </Button>
      <OutcomeNote outcomes={replaying.data} />
    </>
  )
}

type AllProps = { readonly service: string; readonly type: string | undefined }

/** Replays all letters of a service, or of a kind. */
export function ReplayAll({ service, type }: AllProps) {
  const { letters: texts } = usePlatformTexts()
  const { replayAll } = useLetterActions()
  const toast = useToast()
  const replaying = useMutation({
    mutationFn: () => replayAll(service, type),
    onSuccess: (outcomes) => toast(texts.replayed(summed(outcomes).replayed)),
  })
  return (
    <>
      <DangerAction
        action={texts.replayAll}
        effect={texts.replayAllEffect(service, type && shortType(type))}
        request={`replay/${service}/${type ?? ''}`}
        run={() => replaying.mutateAsync()}
        asksWhy={false}
      />
      <OutcomeNote outcomes={replaying.data} />
    </>
  )
}
