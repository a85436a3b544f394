import type { Role } from '@comptoir/contracts/accounts/schemas'
import type { StaffRole } from '@comptoir/contracts/accounts/staff-routes'

/** The roles that somebody is given here, from the least to the most. */
export const staffRoles = ['support', 'staff', 'admin'] as const satisfies readonly StaffRole[]

/** The roles of the staff that somebody has. */
export const staffRolesOf = (roles: readonly Role[]): StaffRole[] =>
  staffRoles.filter((role) => roles.includes(role))

export type RoleChange = {
  /** What is sent: the roles that are not given here stay, and nobody is without any. */
  readonly roles: Role[]
  readonly gains: readonly StaffRole[]
  readonly loses: readonly StaffRole[]
}

/** What becomes of somebody's roles when these of the staff are chosen. */
export function roleChange(before: readonly Role[], chosen: readonly StaffRole[]): RoleChange {
  const had = staffRolesOf(before)
  const others = before.filter((role) => !staffRoles.some((one) => one === role))
  const roles: Role[] = [...others, ...staffRoles.filter((role) => chosen.includes(role))]
  return {
    roles: roles.length > 0 ? roles : ['customer'],
    gains: staffRoles.filter((role) => chosen.includes(role) && !had.includes(role)),
    loses: had.filter((role) => !chosen.includes(role)),
  }
}
