import type { Profile } from '@comptoir/contracts/accounts/schemas'
import { getRouteApi } from '@tanstack/react-router'
import { usePermissions } from '../../../session/use-permissions.ts'
import { accountTones } from '../../../ui/accounts/account-tones.ts'
import { nameOf } from '../../../ui/accounts/name-of.ts'
import { BackLink } from '../../../ui/detail/back-link.tsx'
import classes from '../../../ui/detail/detail.module.css'
import { DetailPage } from '../../../ui/detail/detail-page.tsx'
import { StatusBadge } from '../../../ui/status-badge.tsx'
import { useCustomerWords } from '../customer-words.ts'
import { Account } from './account.tsx'
import { Actions } from './actions.tsx'
import { Addresses } from './addresses.tsx'
import { Conversations } from './conversations.tsx'
import { Guest } from './guest.tsx'
import { Notes } from './notes.tsx'
import { Orders } from './orders.tsx'
import { PersonalData } from './personal-data.tsx'
import { useCustomer } from './use-customer.ts'

const route = getRouteApi('/customers/$userId')

/** A customer: what is known of them, what they ordered, and what can be done. */
export function CustomerPage() {
  const { userId } = route.useParams()
  // of an order without an account: nobody has a profile of them
  return userId.startsWith('gst_') ? (
    <Guest key={userId} guestId={userId} />
  ) : (
    <Customer key={userId} userId={userId} />
  )
}

function Customer({ userId }: { readonly userId: string }) {
  const texts = useCustomerWords()
  return (
    <DetailPage
      asked={useCustomer(userId)}
      back={<BackLink to="/customers" text={texts.back} />}
      title={(customer) => titleOf(customer, texts.nobody)}
      head={({ status, customerStatus }) => (
        <>
          <StatusBadge text={texts.statuses[status]} tone={accountTones[status]} />
          <StatusBadge text={texts.groups[customerStatus]} tone="calm" />
        </>
      )}
    >
      {(customer) => <Body customer={customer} />}
    </DetailPage>
  )
}

const titleOf = (customer: Profile, nobody: string) =>
  customer.status === 'anonymised' ? nobody : nameOf(customer)

function Body({ customer }: { readonly customer: Profile }) {
  const { may } = usePermissions()
  const { userId } = customer
  return (
    <>
      <Actions customer={customer} />
      <div className={classes['columns']}>
        <div>
          {may('orders.read') ? <Orders customer={customer} /> : null}
          {customer.status === 'anonymised' ? null : <Notes userId={userId} />}
          {may('conversations.read') ? <Conversations customerId={userId} /> : null}
        </div>
        <div>
          <Account customer={customer} />
          {may('orders.read') ? <Addresses userId={userId} /> : null}
          <PersonalData customer={customer} />
        </div>
      </div>
    </>
  )
}
