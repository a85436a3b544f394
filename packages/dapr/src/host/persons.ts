import { confirmErasure } from '@comptoir/contracts/accounts/internal-routes'
import type { AppId } from '@comptoir/contracts/topology'
import { createErasure, type Erase } from '../documents/erasure.ts'
import { type CollectPersonalData, createPersonalDataAnswer } from '../documents/personal-data.ts'
import type { Store } from '../documents/store.ts'
import type { Clients } from '../sidecar/invoke.ts'

type Known = { readonly store: Store; readonly clients: Pick<Clients, 'accounts'> }
type Given = {
  readonly erase?: Erase | undefined
  readonly personalData?: CollectPersonalData | undefined
}

/** What runs where a service holds something of persons: its erasure, which accounts is told of, and its answers to exports. */
export function createPersonParts(appId: AppId, { store, clients }: Known, given: Given) {
  const { accounts } = clients
  const { erase, personalData: collect } = given
  const confirm = (userId: string) =>
    accounts(confirmErasure, { params: { userId, service: appId } })
  const erasures = erase ? [createErasure(store, erase, confirm)] : []
  const answers = collect ? [createPersonalDataAnswer({ appId, accounts, collect })] : []
  return {
    subscribers: [...erasures.map(({ subscriber }) => subscriber), ...answers],
    collections: erasures.map(({ collection }) => collection),
    workers: erasures.map(({ start }) => start),
  }
}
