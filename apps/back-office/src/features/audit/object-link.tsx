import { useRouter } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { AddressLink } from '../../ui/actions/address-link.tsx'

type Props = { readonly path: string | undefined; readonly children: ReactNode }

/** A link to a page that is known by its path only; words where there is none. */
export function ObjectLink({ path, children }: Props) {
  const router = useRouter()
  const [, , page] = router.getMatchedRoutes(path ?? '')
  if (path === undefined || !page) return <span>{children}</span>
  return <AddressLink address={path}>{children}</AddressLink>
}
