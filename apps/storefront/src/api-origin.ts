import { serviceUrlOf } from '@comptoir/contracts/platform/service-url'
import { ownerOf } from '@comptoir/contracts/topology'

const direct = process.env['API_MODE'] === 'direct'
const gateway = process.env['API_URL'] ?? 'http://127.0.0.1:8080'

/** Where an operation is asked: at the gateway, or with `API_MODE=direct` at its service. */
export function apiOrigin(path: string): string {
  if (!direct) return gateway
  return serviceUrlOf(ownerOf(path)?.appId ?? 'gateway', process.env)
}
