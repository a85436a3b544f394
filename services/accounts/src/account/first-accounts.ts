import { randomBytes } from 'node:crypto'
import type { Role } from '@comptoir/contracts/accounts/schemas'
import { isRefusal } from '@comptoir/service/problems/refusal'
import type { Deps } from '../deps.ts'
import { openAccount } from './account.ts'

export type FirstAccount = {
  readonly email?: string | undefined
  readonly password?: string | undefined
  readonly role: Role
  readonly firstName: string
  readonly lastName: string
}

type FirstAccountDeps = Pick<Deps, 'accounts' | 'passwords' | 'clock' | 'newId'> & {
  /** Shows a password that was made up, once. */
  readonly show: (line: string) => void
}

/** Makes the accounts that settings name, and an admin in any case; those that exist stay as they are. */
export async function createFirstAccounts(
  deps: FirstAccountDeps,
  wanted: readonly FirstAccount[],
): Promise<void> {
  for (const { email, password, ...person } of wanted) {
    if (email && password) await create(deps, { ...person, email, password })
    else if (person.role === 'admin') await createUnnamedAdmin(deps, { ...person, email })
  }
}

type Person = Omit<FirstAccount, 'password'>

async function createUnnamedAdmin(deps: FirstAccountDeps, person: Person): Promise<void> {
  if ((await deps.accounts.count('role', 'admin')) > 0) return
  const { email = 'admin@comptoir.example' } = person
  const password = randomBytes(15).toString('base64url')
  await create(deps, { ...person, email, password })
  deps.show(`First admin: ${email}, password ${password} (shown once)`)
}

async function create(deps: FirstAccountDeps, person: Required<FirstAccount>): Promise<void> {
  const { accounts, passwords, clock, newId } = deps
  const { password, role, ...named } = person
  if (await accounts.byEmail(named.email)) return
  const at = clock().toISOString()
  const account = openAccount({
    ...named,
    locale: 'fr',
    userId: newId('usr'),
    passwordHash: await passwords.hash(password),
    roles: role === 'admin' ? ['admin', 'staff'] : [role],
    // whoever set the shop up named it
    emailVerifiedAt: at,
    createdAt: at,
  })
  await accounts.register(account).catch((error: unknown) => {
    if (!isRefusal(error, 'email_taken')) throw error
  })
}
