import type { readErasure } from '@comptoir/contracts/accounts/personal-data-routes'
import { CallError } from '@comptoir/site/call'
import { useQuery } from '@tanstack/react-query'
import { useApi } from '../../../office.tsx'
import { usePermissions } from '../../../session/use-permissions.ts'
import { BackLink } from '../../../ui/detail/back-link.tsx'
import classes from '../../../ui/detail/detail.module.css'
import { DetailPage } from '../../../ui/detail/detail-page.tsx'
import { problemIn } from '../../../ui/problem.ts'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import { useCustomerWords } from '../customer-words.ts'
import { Addresses } from './addresses.tsx'
import { Erasure, erasureKey } from './erasure.tsx'
import { OrdersOf, useOrdersOf } from './orders.tsx'

type Props = { readonly guestId: string }

/** Somebody who ordered without an account: their order is all that is known of them. */
export function Guest({ guestId }: Props) {
  const texts = useCustomerWords()
  const { may } = usePermissions()
  return (
    <DetailPage
      asked={useOrdersOf(guestId)}
      back={<BackLink to="/customers" text={texts.back} />}
      title={() => texts.guest.title}
    >
      {() => (
        <>
          <p>{texts.guest.hint}</p>
          <OrdersOf userId={guestId} />
          <Addresses userId={guestId} />
          {may('customers.erase') ? <GuestErasure guestId={guestId} /> : null}
        </>
      )}
    </DetailPage>
  )
}

/** The erasure of a guest, when there is one. */
function GuestErasure({ guestId }: Props) {
  const { call } = useApi()
  const texts = useCustomerWords()
  const asked = useQuery({
    queryKey: erasureKey(guestId),
    queryFn: ({ signal }) =>
      call<typeof readErasure>('GET /api/users/{userId}/erasure', {
        ...{ params: { userId: guestId }, signal },
      }),
  })
  // most have none
  const isNone = asked.error instanceof CallError && asked.error.problem.status === 404
  if (asked.isError && !asked.data && !isNone) {
    return <ProblemNote problem={problemIn(asked.error)} retry={() => void asked.refetch()} />
  }
  if (!asked.data) return null
  return (
    <section className={classes['block']}>
      <h2>{texts.personalData}</h2>
      <Erasure userId={guestId} />
    </section>
  )
}
