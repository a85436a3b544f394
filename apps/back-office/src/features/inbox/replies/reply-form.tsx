import type { putCannedReply } from '@comptoir/contracts/support/agent-routes'
import type { CannedReply } from '@comptoir/contracts/support/schemas'
import { Button, Textarea, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useApi, useMessages } from '../../../office.tsx'
import { ifMatch } from '../../../ui/actions/if-match.ts'
import { SaveBar } from '../../../ui/form/save-bar.tsx'
import { useForm } from '../../../ui/form/use-form.ts'
import { useSave } from '../../../ui/form/use-save.ts'
import { useInboxTexts } from '../inbox-texts.ts'
import { repliesKey, useCannedReplies } from '../use-canned-replies.ts'
import classes from './replies.module.css'

type Props = {
  readonly replyId: string
  /** None of one that is new. */
  readonly reply?: CannedReply
  readonly onDone: () => void
}

type Values = {
  readonly title: string
  readonly shortcut: string
  readonly fr: string
  readonly en: string
}

const valuesOf = (reply: CannedReply | undefined): Values => ({
  ...{ title: reply?.title ?? '', shortcut: reply?.shortcut ?? '' },
  ...{ fr: reply?.text.fr ?? '', en: reply?.text.en ?? '' },
})

/** A word of a form, or nothing. */
const wordsIn = (text: string) => (text.trim() === '' ? undefined : text.trim())

function useReplyForm({ replyId, reply, onDone }: Props) {
  const { call } = useApi()
  const queries = useQueryClient()
  const { asked } = useCannedReplies()
  const form = useForm({
    name: `canned reply ${reply ? replyId : 'new'}`,
    saved: valuesOf(reply),
    version: reply?.version,
    fieldOf: (path) => (path === 'text' ? 'fr' : path.replace(/^text\./, '')),
  })
  const saving = useSave(form, {
    save: ({ title, shortcut, fr, en }, version) =>
      call<typeof putCannedReply>('PUT /api/support/canned-replies/{replyId}', {
        params: { replyId },
        headers: ifMatch(version),
        body: {
          ...{ title: title.trim(), shortcut: wordsIn(shortcut) },
          text: { fr: wordsIn(fr), en: wordsIn(en) },
        },
      }),
    onSaved() {
      onDone()
      return queries.invalidateQueries({ queryKey: repliesKey })
    },
    async latest() {
      const found = (await asked.refetch()).data?.find((one) => one.replyId === replyId)
      return { values: valuesOf(found), version: found?.version }
    },
    isNew: reply === undefined,
  })
  return { form, saving }
}

/** Title, shortcut and the text in both languages. */
export function ReplyForm(props: Props) {
  const { cannedPage: texts } = useInboxTexts()
  const { frame } = useMessages()
  const { form, saving } = useReplyForm(props)
  const { fr, en } = form.values
  const labels = {
    ...{ title: texts.name, shortcut: texts.shortcut },
    ...{ fr: texts.textFr, en: texts.textEn },
  }
  const isTextMissing = fr.trim() === '' && en.trim() === ''
  return (
    <form className={classes['form']} onSubmit={saving.submit} aria-label={texts.title}>
      <TextInput label={labels.title} {...form.text('title')} required maxLength={100} />
      <TextInput
        label={labels.shortcut}
        description={texts.shortcutHint}
        {...form.text('shortcut')}
        pattern="[a-z0-9\-]{1,30}"
      />
      <Textarea
        label={labels.fr}
        description={texts.atLeastOne}
        {...form.text('fr')}
        lang="fr"
        required={isTextMissing}
        autosize
        minRows={3}
      />
      <Textarea label={labels.en} {...form.text('en')} lang="en" autosize minRows={3} />
      <SaveBar saving={saving} labels={labels} within="/inbox" />
      <div>
        <Button type="button" size="xs" variant="subtle" onClick={props.onDone}>
          {frame.cancel}
        </Button>
      </div>
    </form>
  )
}
