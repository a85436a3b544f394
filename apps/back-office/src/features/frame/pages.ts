import type { Permission } from '@comptoir/contracts/accounts/permissions'
import type { LinkProps } from '@tanstack/react-router'
import { type LucideIcon, Package, ScrollText, Settings, UsersRound } from 'lucide-react'
import type { FrameMessages } from '../../messages/frame.ts'

type Page = {
  readonly name: keyof FrameMessages['pages']
  readonly to: NonNullable<LinkProps['to']>
  readonly icon: LucideIcon
  /** Who does not hold it does not see the page. */
  readonly needs: Permission
}

type Group = { readonly name: keyof FrameMessages['groups']; readonly pages: readonly Page[] }

/** The pages of the rail, by what one does there. */
const groups: readonly Group[] = [
  {
    name: 'sales',
    pages: [{ name: 'orders', to: '/orders', icon: Package, needs: 'orders.read' }],
  },
  {
    name: 'people',
    pages: [{ name: 'staff', to: '/staff', icon: UsersRound, needs: 'staff.read' }],
  },
  {
    name: 'shop',
    pages: [
      { name: 'settings', to: '/settings', icon: Settings, needs: 'settings.read' },
      { name: 'audit', to: '/audit', icon: ScrollText, needs: 'audit.read' },
    ],
  },
]

/** The groups and pages that somebody with these permissions may open. */
export const openPages = (mine: readonly string[]): readonly Group[] =>
  groups
    .map(({ name, pages }) => ({ name, pages: pages.filter(({ needs }) => mine.includes(needs)) }))
    .filter(({ pages }) => pages.length > 0)
