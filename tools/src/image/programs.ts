import { appIds, folderOf } from '@comptoir/contracts/topology'
import { checkout } from '../runner/plan/layout.ts'
import { nameOf, readWorkspaces, workspacesOf } from './content.ts'

/** The programs that have an image: their folders, by image name. */
export const programs: ReadonlyMap<string, string> = new Map([
  ...appIds.map((appId) => [appId, folderOf(appId)] as const),
  ['back-office', 'apps/back-office'],
  ['payment-simulator', 'simulators/payments'],
  ['paypal-simulator', 'simulators/paypal'],
  ['vies-simulator', 'simulators/vies'],
  ['pickup-points-simulator', 'simulators/pickup-points'],
  ['message-simulator', 'simulators/messages'],
  ['tools', 'tools'],
])

/**
 * The folders of workspaces that an image holds, its program's own first.
 * @example sourcesOf('carts') // ['services/carts', 'packages/contracts', …]
 */
export function sourcesOf(image: string): string[] {
  const all = readWorkspaces(checkout)
  const program = programs.get(image) ?? ''
  return workspacesOf(nameOf(program, all), all).map(({ folder }) => folder)
}
