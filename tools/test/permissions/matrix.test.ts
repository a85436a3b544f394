import {
  permissionNames,
  permissionOf,
  permissions,
} from '@comptoir/contracts/accounts/permissions'
import { describe, expect, it } from 'vitest'
import { type Caller, callers, openServices, type RoutedOperation, send } from './service-apps.ts'

const services = await openServices()
const operations = services.flatMap((service) => service.operations)

/** What the checks of access answer somebody: nothing when they let them pass. */
function refusalOf(operation: RoutedOperation, caller: Caller): string | undefined {
  const { security = [], operationId = '' } = operation
  const isOpen = security.length === 0 || security.some((way) => Object.keys(way).length === 0)
  if (isOpen) return undefined
  const isGuestWelcome = caller === 'guest' && operation['x-guests'] === true
  if (caller === 'nobody' || (caller === 'guest' && !isGuestWelcome)) return 'unauthenticated'
  const permission = permissionOf(operationId)
  if (!permission) return undefined
  const holders: readonly string[] = permissions[permission].roles
  return holders.includes(caller) ? undefined : 'forbidden'
}

type Service = (typeof services)[number]

/** Who is refused otherwise than the table says, in each operation of a service. */
async function deviationsOf({ app, operations: own }: Service): Promise<unknown[]> {
  const asked = own.flatMap((operation) => callers.map((caller) => ({ operation, caller })))
  const wrong: unknown[] = []
  for (const { operation, caller } of asked) {
    const expected = refusalOf(operation, caller)
    const { code } = await send(app, operation, caller)
    const refused = refusals.find((known) => known === code)
    if (refused !== expected) wrong.push([operation.operationId, caller, { expected, refused }])
  }
  return wrong
}

const refusals = ['unauthenticated', 'forbidden']

describe('every operation, as everybody', () => {
  it.each(services)(
    'of $appId refuses whom the table does not let in, and nobody else',
    async (service) => {
      expect(await deviationsOf(service)).toEqual([])
    },
  )

  it('is asked for: no service and no operation is left out', () => {
    expect(services.map(({ appId }) => appId)).toHaveLength(services.length)
    expect(operations.length).toBeGreaterThan(170)
    expect(operations.filter(({ operationId }) => operationId === undefined)).toEqual([])
  })
})

describe('the table of permissions', () => {
  it('lists every operation that is for some roles only', () => {
    const restricted = operations.filter((operation) => operation['x-roles'] !== undefined)
    const unlisted = restricted.filter(({ operationId = '' }) => !permissionOf(operationId))
    expect(unlisted.map(({ operationId }) => operationId)).toEqual([])
    expect(restricted.length).toBeGreaterThan(70)
  })

  it('lists no operation that does not exist, and none twice', () => {
    const existing = new Set(operations.map(({ operationId }) => operationId))
    const listed = permissionNames.flatMap(
      (name): readonly string[] => permissions[name].operations,
    )
    expect(listed.filter((operationId) => !existing.has(operationId))).toEqual([])
    expect(listed.filter((operationId, at) => listed.indexOf(operationId) !== at)).toEqual([])
  })

  it('says in the contract of each operation what it says itself', () => {
    for (const operation of operations) {
      const permission = permissionOf(operation.operationId ?? '')
      if (!permission) continue
      expect(operation['x-permission'], operation.operationId).toBe(permission)
      expect(operation['x-roles'], operation.operationId).toEqual(permissions[permission].roles)
    }
  })

  it('gives an admin whatever staff have, and staff whatever support has', () => {
    for (const name of permissionNames) {
      const roles: readonly string[] = permissions[name].roles
      expect(roles, name).toContain('admin')
      if (roles.includes('support')) expect(roles, name).toContain('staff')
    }
  })
})
