import type { HostRun } from '@comptoir/dapr/host/run-parts'
import type { Deps } from './deps.ts'
import { eraseConversations } from './erasure.ts'
import { collectConversations } from './personal-data.ts'

type Persons = Pick<
  Deps,
  'removal' | 'conversations' | 'pages' | 'agents' | 'clock' | 'ownEmailKeyOf'
>

/** What events of other services do here: `UserDeleted` erases, `PersonalDataRequested` shows. The host hears both. */
export const createPersonHandlers = (deps: Persons): Pick<HostRun, 'erase' | 'personalData'> => ({
  erase: eraseConversations(deps),
  personalData: collectConversations(deps),
})
