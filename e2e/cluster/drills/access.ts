import { kubectl } from '@comptoir/tools/cluster/programs'
import type { TestPlatform } from '../../faults/kit/test-platform.ts'
import { cluster } from '../kit/pods.ts'

/**
 * What a service may not do. By its sidecar: an operation that the contracts do not list it for, refused by access
 * control before the callee sees it. Past the sidecars, with the callee's own token: refused by the callee's list.
 */
export async function refuseIntruders(platform: TestPlatform) {
  const intruders = [
    { from: 'shipping', to: 'inventory', path: '/internal/reservations/res_any', method: 'GET' },
    { from: 'catalog', to: 'payments', path: '/internal/payment-intents/pi_any', method: 'GET' },
    { from: 'carts', to: 'orders', path: '/api/orders', method: 'GET' },
  ]
  const broke: string[] = []
  for (const { from, to, path, method } of intruders) {
    const status = await askIn(from, bySidecar(to, path, method))
    if (status !== '403') broke.push(`${from} asked ${to} by its sidecar: ${status}`)
  }
  const token = await tokenOf('inventory')
  const direct = await askIn('gateway', pastSidecars(token, 'shipping'))
  if (direct !== '403') broke.push(`a caller that inventory does not list: ${direct}`)
  const unknown = await askIn('gateway', pastSidecars('no-token', 'orders'))
  if (unknown !== '403') broke.push(`a caller without the token of inventory: ${unknown}`)
  const known = await askIn(
    'orders',
    bySidecar('inventory', '/internal/reservations/res_any', 'GET'),
  )
  if (known !== '200') broke.push(`orders, which may ask inventory: ${known}`)
  const trial = await platform.trial()
  await platform.reach(trial, ['processing'])
  return { broke, note: `${intruders.length + 2} refused, orders go on` }
}

async function tokenOf(service: string): Promise<string> {
  const path = 'jsonpath={.data.token}'
  const encoded = await kubectl(cluster, ['get', 'secret', `${service}-app-token`, '-o', path])
  return Buffer.from(encoded, 'base64').toString()
}

/** Runs in the container of a service; prints the status of the answer. */
const askIn = (service: string, program: string) =>
  kubectl(cluster, ['exec', `deployment/${service}`, '-c', service, '--', 'node', '-e', program])

const bySidecar = (to: string, path: string, method: string) => `
  fetch('http://127.0.0.1:' + process.env.DAPR_HTTP_PORT + '/v1.0/invoke/${to}/method${path}', {
    method: '${method}', headers: { 'dapr-api-token': process.env.DAPR_API_TOKEN },
  }).then(({ status }) => console.log(status))`

const pastSidecars = (token: string, caller: string) => `
  fetch('http://inventory:9003/internal/reservations/res_any', {
    headers: { 'dapr-api-token': '${token}', 'dapr-caller-app-id': '${caller}' },
  }).then(({ status }) => console.log(status))`
