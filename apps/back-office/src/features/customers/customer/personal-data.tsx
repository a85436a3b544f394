import type { eraseUser } from '@comptoir/contracts/accounts/personal-data-routes'
import type { Profile } from '@comptoir/contracts/accounts/schemas'
import { List, Text } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useApi, useOffice } from '../../../office.tsx'
import { usePermissions } from '../../../session/use-permissions.ts'
import { nameOf } from '../../../ui/accounts/name-of.ts'
import { DangerAction } from '../../../ui/danger-dialog.tsx'
import classes from '../../../ui/detail/detail.module.css'
import { Notice } from '../../../ui/notice.tsx'
import { useCustomerWords } from '../customer-words.ts'
import { Erasure, erasureKey } from './erasure.tsx'
import { useCustomerChanged } from './use-customer.ts'

type Props = { readonly customer: Profile }

/** What a person may ask of the shop: a copy, which they fetch themselves, and that their data goes. */
export function PersonalData({ customer }: Props) {
  const texts = useCustomerWords()
  const { may } = usePermissions()
  const [receipt, setReceipt] = useState<string>()
  const isErased = customer.status === 'anonymised'
  if (!may('customers.erase')) return null
  return (
    <section className={classes['block']}>
      <h2>{texts.personalData}</h2>
      {receipt === undefined ? null : <Receipt receipt={receipt} />}
      {isErased ? (
        <Erasure userId={customer.userId} />
      ) : (
        <>
          <p>{texts.exportHint}</p>
          <Erase customer={customer} onErased={setReceipt} />
        </>
      )}
    </section>
  )
}

/** By it the person reads how far the erasure is, without an account. */
function Receipt({ receipt }: { readonly receipt: string }) {
  const texts = useCustomerWords()
  const { config } = useOffice()
  return (
    <Notice tone="calm" role="status" title={texts.receipt}>
      <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
        {`${config.gatewayUrl}/api/erasure-receipts/${encodeURIComponent(receipt)}`}
      </Text>
    </Notice>
  )
}

type EraseProps = Props & { readonly onErased: (receipt: string) => void }

function Erase({ customer, onErased }: EraseProps) {
  const { call } = useApi()
  const texts = useCustomerWords()
  const queries = useQueryClient()
  const { userId, roles } = customer
  const changed = useCustomerChanged(userId)
  if (roles.some((role) => role !== 'customer')) return <p>{texts.eraseNotStaff}</p>
  async function erase(reason: string): Promise<void> {
    const params = { userId }
    const { receipt, erasure } = await call<typeof eraseUser>('POST /api/users/{userId}/erasure', {
      ...{ params, body: { reason } },
    })
    queries.setQueryData(erasureKey(userId), erasure)
    onErased(receipt)
    changed()
  }
  return (
    <DangerAction
      action={texts.erase}
      request={`erase/${userId}`}
      effect={texts.eraseEffect(nameOf(customer))}
      run={erase}
    >
      <div>
        <Text size="sm" fw={600}>
          {texts.keepsTitle}
        </Text>
        <List size="sm">
          {texts.keeps.map((one) => (
            <List.Item key={one}>{one}</List.Item>
          ))}
        </List>
      </div>
    </DangerAction>
  )
}
