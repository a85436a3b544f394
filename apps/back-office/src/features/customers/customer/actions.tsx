import type { Profile } from '@comptoir/contracts/accounts/schemas'
import type {
  changeCustomerStatus,
  changeUserStatus,
} from '@comptoir/contracts/accounts/user-routes'
import { NativeSelect } from '@mantine/core'
import { useState } from 'react'
import { useApi, useSessionState } from '../../../office.tsx'
import { usePermissions } from '../../../session/use-permissions.ts'
import { nameOf } from '../../../ui/accounts/name-of.ts'
import { DangerAction } from '../../../ui/danger-dialog.tsx'
import classes from '../../../ui/detail/detail.module.css'
import { useCustomerWords } from '../customer-words.ts'
import { useKeepCustomer } from './use-customer.ts'

type Props = { readonly customer: Profile }
type Group = Profile['customerStatus']

/** What staff decide on a customer, with a reason that stays. */
export function Actions({ customer }: Props) {
  const { may } = usePermissions()
  if (customer.status === 'anonymised' || !may('customers.write')) return null
  return (
    <div className={classes['actions']}>
      <ChangeGroup customer={customer} />
      <ChangeStatus customer={customer} />
    </div>
  )
}

const ofCustomers: readonly string[] = ['customer', 'vendor']

/** Suspends, or lets in again; who works here is an administrator's to suspend, and nobody suspends themselves. */
function ChangeStatus({ customer }: Props) {
  const { call } = useApi()
  const texts = useCustomerWords()
  const { may } = usePermissions()
  const state = useSessionState()
  const keep = useKeepCustomer()
  const { userId, roles, status } = customer
  const isSelf = state.kind === 'in' && state.person.userId === userId
  const isStaff = roles.some((role) => !ofCustomers.includes(role))
  if (isSelf || (isStaff && !may('staff.write'))) return null
  const to = status === 'suspended' ? 'active' : 'suspended'
  async function change(reason: string): Promise<void> {
    // the contract reads the state alone; the reason goes into the audit log
    const body = { status: to, reason } as const
    keep(
      await call<typeof changeUserStatus>('PATCH /api/users/{userId}/status', {
        params: { userId },
        body,
      }),
    )
  }
  return (
    <DangerAction
      key={to}
      action={texts.changeStatus[to]}
      request={`status/${userId}/${to}`}
      effect={texts.changeStatusEffect[to](nameOf(customer))}
      run={change}
    />
  )
}

const groupNames = ['standard', 'silver', 'gold', 'vip'] as const satisfies readonly Group[]

/** Puts a customer into another group. */
function ChangeGroup({ customer }: Props) {
  const { call } = useApi()
  const texts = useCustomerWords()
  const keep = useKeepCustomer()
  const { userId, customerStatus } = customer
  const others = groupNames.filter((one) => one !== customerStatus)
  const [wanted, setWanted] = useState<Group>('vip')
  const group = others.find((one) => one === wanted) ?? 'standard'
  async function change(reason: string): Promise<void> {
    keep(
      await call<typeof changeCustomerStatus>('PUT /api/users/{userId}/customer-status', {
        params: { userId },
        body: { customerStatus: group, reason },
      }),
    )
  }
  const { groups } = texts
  return (
    <DangerAction
      action={texts.changeGroup}
      request={`group/${userId}/${group}`}
      effect={texts.changeGroupEffect(nameOf(customer), groups[customerStatus], groups[group])}
      run={change}
    >
      <NativeSelect
        label={texts.newGroup}
        value={group}
        onChange={({ currentTarget }) =>
          setWanted(others.find((one) => one === currentTarget.value) ?? group)
        }
        data={others.map((value) => ({ value, label: groups[value] }))}
      />
    </DangerAction>
  )
}
