import type { ChainCheck } from '@comptoir/contracts/admin/audit'
import { type AuditedService, auditedServices } from './audited-services.ts'

/** How far the verification of a chain is. `after` and `hash` are of the last entry that was looked at. */
export type Chain = {
  readonly service: AuditedService
  readonly state: 'waiting' | 'running' | 'holds' | 'broken' | 'unread'
  readonly after: number
  readonly hash?: string | undefined
  readonly fault?: ChainCheck['fault']
}

export const unverified: readonly Chain[] = auditedServices.map((service) => ({
  ...{ service, state: 'waiting', after: 0 },
}))

/** A chain once its next stretch was computed: a fault ends it, and so does its last entry. */
export function afterStretch(chain: Chain, check: ChainCheck): Chain {
  const { sequence: after, hash, fault, isComplete } = check
  if (fault) return { ...chain, state: 'broken', after, fault }
  // a stretch that leads nowhere would be asked for again and again
  const isOver = isComplete || after <= chain.after
  return { ...chain, state: isOver ? 'holds' : 'running', after, hash }
}

/** Those that are not verified yet, from where each was left. */
export const openChains = (chains: readonly Chain[]): readonly Chain[] =>
  chains.filter(({ state }) => state !== 'holds' && state !== 'broken')

type Figures = { readonly done: number; readonly entries: number; readonly faults: number }

export const figuresOf = (chains: readonly Chain[]): Figures => ({
  done: chains.length - openChains(chains).length,
  entries: chains.reduce((sum, { after }) => sum + after, 0),
  faults: chains.filter(({ state }) => state === 'broken').length,
})
