import { useQuery } from '@tanstack/react-query'
import { useApi } from '../office.tsx'
import { usePermissions } from '../session/use-permissions.ts'
import { accountQuery } from './accounts/account-query.ts'
import { nameOf } from './accounts/name-of.ts'

type Props = { readonly userId: string }

/** Who that is, by name or email; the id as long as nobody knows, or of who may not know, or is gone. */
export function PersonName({ userId }: Props) {
  const { call } = useApi()
  const { may } = usePermissions()
  const asked = useQuery({
    ...accountQuery(call, userId),
    enabled: userId.startsWith('usr_') && may('customers.read'),
    staleTime: 300_000,
  })
  return <span title={userId}>{asked.data ? nameOf(asked.data) : userId}</span>
}
