import { lookUp } from '@comptoir/contracts/look-up'
import { ownerOf } from '@comptoir/contracts/topology'
import type { PageConfig } from '../answers.ts'

/** Whether pages ask the gateway, or each service itself. */
export type Mode = 'gateway' | 'direct'

/** The ways that are open here: services are reached directly only where browsers find them. */
export const modesOf = ({ serviceUrls }: PageConfig): readonly Mode[] =>
  Object.keys(serviceUrls).length > 0 ? ['gateway', 'direct'] : ['gateway']

/**
 * Where an operation is asked. What the gateway itself answers, it answers in both ways.
 * @example originOf(config, 'direct', '/api/orders/{orderId}') // 'http://localhost:9005'
 */
export function originOf({ gatewayUrl, serviceUrls }: PageConfig, mode: Mode, path: string) {
  const service = mode === 'direct' ? ownerOf(path)?.appId : undefined
  const url = service === undefined ? undefined : lookUp(serviceUrls, service)
  return (url ?? gatewayUrl).replace(/\/+$/, '')
}
