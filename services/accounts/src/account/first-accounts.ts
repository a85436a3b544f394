import { randomBytes } from 'node:crypto'
import type { Role } from '@comptoir/contracts/accounts/schemas'
import { isRefusal } from '@comptoir/service/problems/refusal'
import type { Deps } from '../deps.ts'
import { openAccount } from './account.ts'

export type FirstAccount = {
  readonly email: string | undefined
  readonly password: string | undefined
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
  for (const person of wanted) {
    const { email, password } = person
    if (email && password) await create(deps, { ...person, email, password })
    else if (person.role === 'admin') await createUnnamedAdmin(deps, person)
  }
}

async function createUnnamedAdmin(deps: FirstAccountDeps, person: FirstAccount): Promise<void> {
  if ((await deps.accounts.count('role', 'admin')) > 0) return
  const email = person.email ?? 'admin@comptoir.example'
  const password = randomBytes(15).toString('base64url')
  await create(deps, { ...person, email, password })
  deps.show(`First admin: ${email}, password ${password} (shown once)`)
}

type Complete = FirstAccount & { readonly email: string; readonly password: string }

async function create(deps: FirstAccountDeps, person: Complete): Promise<void> {
  const { accounts, passwords, clock, newId } = deps
  const { email, password, role, firstName, lastName } = person
  if (await accounts.byEmail(email)) return
  const account = openAccount({
    ...{ email, firstName, lastName, locale: 'fr' as const },
    userId: newId('usr'),
    passwordHash: await passwords.hash(password),
    roles: role === 'admin' ? ['admin', 'staff'] : [role],
    createdAt: clock().toISOString(),
  })
  await accounts.register(account).catch((error: unknown) => {
    if (!isRefusal(error, 'email_taken')) throw error
  })
}
