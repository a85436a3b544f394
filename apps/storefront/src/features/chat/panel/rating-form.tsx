import type { Conversation } from '@comptoir/contracts/support/schemas'
import { type SyntheticEvent, useState } from 'react'
import { chatMessages } from '../../../messages/contact/chat.ts'
import type { Locale } from '../../../messages/messages.ts'
import button from '../../../ui/button.module.css'
import { Field } from '../../../ui/field.tsx'
import { ask, type Problem } from '../../../visitor/ask.ts'
import { ProblemAlert } from '../../frame/problem-alert.tsx'
import { pathOf } from '../use-conversation.ts'
import styles from './rating-form.module.css'

type RatingFormProps = {
  readonly locale: Locale
  readonly conversation: Conversation
  readonly onRated: (conversation: Conversation) => void
}

/** How it went, from one to five. */
export function RatingForm({ locale, conversation, onRated }: RatingFormProps) {
  const m = chatMessages(locale)
  const [score, setScore] = useState<number>()
  const [comment, setComment] = useState('')
  const [isSending, setIsSending] = useState(false)
  const [problem, setProblem] = useState<Problem>()

  async function rate(event: SyntheticEvent): Promise<void> {
    event.preventDefault()
    if (score === undefined || isSending) return
    setIsSending(true)
    const said = comment.trim() === '' ? {} : { comment: comment.trim() }
    const answer = await ask<Conversation>(`PUT ${pathOf(conversation)}/rating`, {
      body: { score, ...said },
    })
    setIsSending(false)
    if ('value' in answer) onRated(answer.value)
    else setProblem(answer.problem)
  }

  return (
    <form className={styles.form} onSubmit={(event) => void rate(event)}>
      <fieldset className={styles.scores}>
        <legend>{m.rate}</legend>
        {m.scores.map((text, index) => (
          <label key={text} className={styles.score}>
            <input
              type="radio"
              name="score"
              className="hidden"
              checked={score === index + 1}
              onChange={() => setScore(index + 1)}
            />
            <span aria-hidden="true">{index + 1}</span>
            <span className="hidden">{text}</span>
          </label>
        ))}
      </fieldset>
      {score !== undefined && (
        <>
          <p className={styles.chosen}>{m.scores[score - 1]}</p>
          <Field
            name="comment"
            prefix="chat-"
            label={m.comment}
            maxLength={1_000}
            value={comment}
            onChange={({ target }) => setComment(target.value)}
          />
          <button type="submit" className={button.button} aria-disabled={isSending}>
            {isSending ? m.sending : m.sendRating}
          </button>
        </>
      )}
      {problem && <ProblemAlert code={problem.code} locale={locale} />}
    </form>
  )
}
