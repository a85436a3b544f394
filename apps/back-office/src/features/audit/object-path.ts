import { lookUp } from '@comptoir/contracts/look-up'

const paths: Readonly<Record<string, (id: string) => string>> = {
  orders: (id) => `/orders/${id}/summary`,
  invitations: () => '/staff/invitations',
}

const settingsOfAdmin = (service: string, id: string) =>
  service === 'admin' ? `/settings/${id}` : undefined

/** The page of a changed object; nothing where it has none. */
export function objectPath(service: string, collection: string, id: string): string | undefined {
  const name = encodeURIComponent(id)
  if (collection === 'settings') return settingsOfAdmin(service, name)
  return lookUp(paths, collection)?.(name)
}
