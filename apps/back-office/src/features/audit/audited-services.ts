import type { AppId } from '@comptoir/contracts/topology'

/** The services that have a chain in the log; a test holds them against the contract, which browsers do not load. */
export const auditedServices = [
  ...(['accounts', 'catalog', 'inventory', 'carts', 'orders', 'payments'] as const),
  ...(['billing', 'shipping', 'promotions', 'notifications', 'support', 'admin'] as const),
] as const satisfies readonly AppId[]

export type AuditedService = (typeof auditedServices)[number]
