import type { listPermissions } from '@comptoir/contracts/accounts/permission-routes'
import type { Role } from '@comptoir/contracts/accounts/schemas'
import { lookUp } from '@comptoir/contracts/look-up'
import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Check } from 'lucide-react'
import { type StaffMessages, staffEn, staffFr } from '../../messages/staff.ts'
import { useApi, useWords } from '../../office.tsx'
import { problemIn } from '../../ui/problem.ts'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { Wide } from '../../ui/wide.tsx'
import classes from './staff.module.css'

const roles = ['vendor', 'support', 'staff', 'admin'] as const satisfies readonly Role[]

/** A permission in words; one that a newer service knows by its name. */
function permissionText(name: string, { areas, verbs }: StaffMessages): string {
  const [area = '', verb = ''] = name.split('.')
  const [of, does] = [lookUp(areas, area), lookUp(verbs, verb)]
  return of && does ? `${of} · ${does}` : name
}

/** What each role may do: the table that services check requests by. */
export function RoleTable() {
  const { call } = useApi()
  const texts = useWords({ fr: staffFr, en: staffEn })
  const asked = useQuery({
    queryKey: ['accounts', 'ListPermissions', 'all'],
    queryFn: ({ signal }) => call<typeof listPermissions>('GET /api/permissions', { signal }),
    staleTime: 300_000,
  })
  if (asked.isPending) return <Skeleton height={400} className="late" />
  if (!asked.data)
    return <ProblemNote problem={problemIn(asked.error)} retry={() => void asked.refetch()} />
  return (
    <>
      <p className={classes['hint']}>{texts.everybody}</p>
      <Wide label={texts.tabs.roles}>
        <table className={classes['table']}>
          <caption className="unseen">{texts.tabs.roles}</caption>
          <thead>
            <tr>
              <th scope="col">{texts.permission}</th>
              {roles.map((role) => (
                <th key={role} scope="col" className={classes['mark']}>
                  {texts.roles[role]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {asked.data.permissions.map(({ permission, roles: holders, operations }) => (
              <tr key={permission}>
                <th scope="row">
                  {permissionText(permission, texts)} <code>{permission}</code>
                  {operations.length > 0 ? (
                    <details>
                      <summary>{texts.operations(operations.length)}</summary>
                      {operations.join(', ')}
                    </details>
                  ) : null}
                </th>
                {roles.map((role) => (
                  <td key={role} className={classes['mark']}>
                    {holders.includes(role) ? (
                      <Check size={20} strokeWidth={1.5} aria-label={texts.yes} role="img" />
                    ) : (
                      <span className="unseen">{texts.no}</span>
                    )}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Wide>
    </>
  )
}
