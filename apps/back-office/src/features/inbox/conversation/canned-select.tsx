import type { Locale } from '@comptoir/contracts/common'
import { Select } from '@mantine/core'
import { useInboxTexts } from '../inbox-texts.ts'
import { useCannedReplies } from '../use-canned-replies.ts'

type Props = {
  readonly locale: Locale
  readonly onChoose: (text: string) => void
}

/** Finds a canned reply by title or shortcut, and inserts it in the language of the customer. */
export function CannedSelect({ locale, onChoose }: Props) {
  const texts = useInboxTexts()
  const { replies } = useCannedReplies()
  const other = locale === 'fr' ? 'en' : 'fr'
  const data = replies.map(({ replyId: value, title, shortcut }) => ({
    value,
    label: shortcut === undefined ? title : `${title} (${shortcut})`,
  }))
  return (
    <Select
      label={texts.canned}
      data={data}
      searchable
      value={null}
      disabled={data.length === 0}
      onChange={(chosen) => {
        const reply = replies.find(({ replyId }) => replyId === chosen)
        if (reply) onChoose(reply.text[locale] ?? reply.text[other] ?? '')
      }}
    />
  )
}
