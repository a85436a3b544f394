import type { AnswerOf } from '@comptoir/contracts/platform/operation-types'
import type {
  discardOneDeadLetter,
  listAllDeadLetters,
  replayOneDeadLetter,
} from '@comptoir/contracts/platform/operations'
import type { AppId } from '@comptoir/contracts/topology'
import { formatDate } from '@comptoir/site/dates'
import { Group } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useApi, useLocale } from '../../../office.tsx'
import { usePermissions } from '../../../session/use-permissions.ts'
import { DangerAction } from '../../../ui/danger-dialog.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { problemIn } from '../../../ui/problem.ts'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import classes from '../order/order.module.css'
import { useNoted } from '../order/use-noted.ts'
import { useOrderTexts } from '../order-texts.ts'
import { lettersOf } from './letters-of.ts'

type Letter = AnswerOf<typeof listAllDeadLetters>['items'][number]

const key = ['gateway', 'ListAllDeadLetters']

/** The events of an order that a service could not handle: each can be handed to it again, or put aside. */
export function DeadLetters({ orderId }: { readonly orderId: string }) {
  const { call } = useApi()
  const texts = useOrderTexts()
  const asked = useQuery({
    // all services are asked for it: not again with each event of the order
    queryKey: key,
    queryFn: ({ signal }) =>
      call<typeof listAllDeadLetters>('GET /api/operations/dead-letters', { signal }),
    staleTime: 5_000,
  })
  if (asked.isError && !asked.data) {
    return <ProblemNote problem={problemIn(asked.error)} retry={() => void asked.refetch()} />
  }
  const letters = lettersOf(orderId, asked.data?.items ?? [])
  if (letters.length === 0) return null
  return (
    <section aria-label={texts.deadLetters}>
      <Notice tone="attention" title={texts.deadLetters}>
        <p>{texts.deadLettersAre}</p>
        <ul className={classes['letters']}>
          {letters.map((letter) => (
            <li key={`${letter.service} ${letter.id}`}>
              <One letter={letter} orderId={orderId} />
            </li>
          ))}
        </ul>
      </Notice>
    </section>
  )
}

type OneProps = { readonly letter: Letter; readonly orderId: string }

function One({ letter, orderId }: OneProps) {
  const { call } = useApi()
  const queries = useQueryClient()
  const texts = useOrderTexts()
  const locale = useLocale()
  const { may } = usePermissions()
  const noted = useNoted(orderId)
  const { id: deadLetterId, event, reason, receivedAt } = letter
  const params = { service: letter.service as AppId, deadLetterId }
  const name = `${letter.service} · ${event.type}`
  const refresh = () => void queries.invalidateQueries({ queryKey: key })
  return (
    <>
      <strong>{name}</strong>
      <div className={classes['hint']}>
        {formatDate(receivedAt, 'moment', locale)} · {reason}
      </div>
      {may('platform.write') ? (
        <Group gap="xs" mt="xs">
          <DangerAction
            action={texts.replay}
            effect={texts.replayEffect(letter.service, event.type)}
            request={`replay/${letter.service}/${deadLetterId}`}
            run={noted(`${texts.replay} : ${name}`, () =>
              call<typeof replayOneDeadLetter>(
                'POST /api/operations/dead-letters/{service}/{deadLetterId}/replay',
                { params },
              ).finally(refresh),
            )}
          />
          <DangerAction
            action={texts.discard}
            effect={texts.discardEffect(letter.service)}
            request={`discard/${letter.service}/${deadLetterId}`}
            run={(why) =>
              call<typeof discardOneDeadLetter>(
                'POST /api/operations/dead-letters/{service}/{deadLetterId}/discard',
                { params, body: { reason: why } },
              ).finally(refresh)
            }
          />
        </Group>
      ) : null}
    </>
  )
}
