import type { DisputeDetails } from '@comptoir/contracts/payments/schemas'
import { formatDate } from '@comptoir/site/dates'
import { useLocale } from '../../../office.tsx'
import classes from '../../../ui/detail/detail.module.css'
import { Notice } from '../../../ui/notice.tsx'
import { usePaymentWords } from '../use-payment-words.ts'

/** What was answered, and whether the provider has it. */
export function Answer({ dispute: { answer } }: { readonly dispute: DisputeDetails }) {
  const { disputes: words } = usePaymentWords()
  const locale = useLocale()
  if (!answer) return <p>{words.noAnswer}</p>
  const { kind, by, at, text, files = [], sentAt, failureCode } = answer
  const moment = formatDate(at, 'moment', locale)
  return (
    <>
      <p>{kind === 'accept' ? words.accepted(moment, by) : words.answered(moment, by)}</p>
      {text ? <p className={classes['words']}>{text}</p> : null}
      {files.length > 0 ? (
        <>
          <h3>{words.files}</h3>
          <ul>
            {files.map((file) => (
              <li key={file}>{file}</li>
            ))}
          </ul>
        </>
      ) : null}
      {failureCode ? (
        <Notice tone="bad" role="status">
          {words.notTaken(failureCode)}
        </Notice>
      ) : (
        <p role="status">
          {sentAt ? words.sent(formatDate(sentAt, 'moment', locale)) : words.notSent}
        </p>
      )}
    </>
  )
}
