import type { LinkProps } from '@tanstack/react-router'
import {
  Bell,
  Boxes,
  CreditCard,
  FileInput,
  FileText,
  FolderTree,
  Handshake,
  Inbox,
  LayoutDashboard,
  type LucideIcon,
  Package,
  Percent,
  ReceiptText,
  ScrollText,
  Server,
  Settings,
  Store,
  Tag,
  Truck,
  Undo2,
  Users,
  UsersRound,
  Wallet,
} from 'lucide-react'
import type { FrameMessages } from '../../messages/frame.ts'
import type { Right } from '../../session/use-permissions.ts'

type Page = {
  readonly name: keyof FrameMessages['pages']
  readonly to: NonNullable<LinkProps['to']>
  readonly icon: LucideIcon
  /** Who holds none of it does not see the page. */
  readonly needs: Right | readonly Right[]
}

type Group = { readonly name: keyof FrameMessages['groups']; readonly pages: readonly Page[] }

/** The pages of the rail, by what one does there. */
const groups: readonly Group[] = [
  {
    name: 'start',
    pages: [
      { name: 'dashboard', to: '/dashboard', icon: LayoutDashboard, needs: 'dashboard.read' },
    ],
  },
  {
    name: 'sales',
    pages: [
      { name: 'orders', to: '/orders', icon: Package, needs: 'orders.read' },
      { name: 'payments', to: '/payments', icon: CreditCard, needs: 'customer-objects.any' },
      { name: 'invoices', to: '/invoices', icon: FileText, needs: 'customer-objects.any' },
      { name: 'shipments', to: '/shipments', icon: Truck, needs: 'shipments.read' },
      { name: 'returns', to: '/returns', icon: Undo2, needs: 'returns.read' },
    ],
  },
  {
    name: 'catalogue',
    pages: [
      { name: 'products', to: '/products', icon: Tag, needs: 'products.write' },
      { name: 'imports', to: '/imports', icon: FileInput, needs: 'catalogue.read' },
      { name: 'categories', to: '/categories', icon: FolderTree, needs: 'catalogue.read' },
      { name: 'stock', to: '/stock', icon: Boxes, needs: 'stock.read' },
      { name: 'promotions', to: '/promotions', icon: Tag, needs: 'promotions.read' },
      { name: 'prices', to: '/prices', icon: Percent, needs: 'prices.read' },
    ],
  },
  {
    name: 'people',
    pages: [
      { name: 'customers', to: '/customers', icon: Users, needs: 'customers.read' },
      { name: 'vendors', to: '/vendors', icon: Handshake, needs: 'vendors.read' },
      { name: 'inbox', to: '/inbox', icon: Inbox, needs: 'conversations.read' },
      { name: 'staff', to: '/staff', icon: UsersRound, needs: 'staff.read' },
    ],
  },
  {
    name: 'shop',
    pages: [
      { name: 'settings', to: '/settings', icon: Settings, needs: 'settings.read' },
      { name: 'notifications', to: '/notifications', icon: Bell, needs: 'notifications.read' },
      { name: 'audit', to: '/audit', icon: ScrollText, needs: 'audit.read' },
    ],
  },
  {
    name: 'ownShop',
    pages: [
      { name: 'ownOrders', to: '/my-shop/orders', icon: ReceiptText, needs: 'own-vendor' },
      { name: 'ownLedger', to: '/my-shop/ledger', icon: Wallet, needs: 'own-vendor' },
      { name: 'ownDetails', to: '/my-shop/details', icon: Store, needs: 'own-vendor' },
    ],
  },
  {
    name: 'platform',
    pages: [{ name: 'platform', to: '/platform', icon: Server, needs: 'platform.read' }],
  },
]

const opens = ({ needs }: Page, mine: readonly string[]): boolean =>
  [needs].flat().some((one) => mine.includes(one))

/** The groups and pages that somebody with these rights may open. */
export const openPages = (mine: readonly string[]): readonly Group[] =>
  groups
    .map(({ name, pages }) => ({ name, pages: pages.filter((page) => opens(page, mine)) }))
    .filter(({ pages }) => pages.length > 0)

/** Whether an address is open to somebody with these rights: as the page is that it belongs to. */
export function isOpenTo(mine: readonly string[], pathname: string): boolean {
  const page = groups
    .flatMap(({ pages }) => pages)
    .find(({ to }) => pathname === to || pathname.startsWith(`${to}/`))
  return page === undefined || opens(page, mine)
}
