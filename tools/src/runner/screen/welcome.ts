import type { AppId } from '@comptoir/contracts/topology'
import type { Ports } from '../plan/ports.ts'
import { demoPeople, type Secrets } from '../plan/secrets.ts'

export type WelcomeInput = {
  ports: Ports
  secrets: Secrets
  services: readonly AppId[]
  seconds: number
}

/** What `npm start` prints once everything is ready: where it is, who can log in, what to do next. */
export function welcome({ ports, secrets, services, seconds }: WelcomeInput): string {
  const gateway = `http://localhost:${ports.service('gateway')}`
  const direct = services.filter((appId) => appId !== 'gateway')
  const lines = [
    '',
    `Comptoir is ready, ${seconds.toFixed(1)} s after the start.`,
    '',
    ...(services.includes('gateway')
      ? [`  API      ${gateway}`, `  docs     ${gateway}/docs`]
      : []),
    `  services ${direct.map((appId) => `${appId} :${ports.service(appId)}`).join('  ')}`,
    ...(services.includes('accounts') ? logins(secrets) : []),
    '',
    '  npm run demo · npm run status · npm run logs -- orders · Ctrl-C or npm stop ends it',
  ]
  return lines.join('\n')
}

function logins(secrets: Secrets): string[] {
  return [
    '',
    `  admin    ${demoPeople.admin.padEnd(26)} ${secrets.adminPassword}`,
    `  staff    ${demoPeople.staff.padEnd(26)} ${secrets.staffPassword}`,
    `  customer ${demoPeople.customer.padEnd(26)} ${secrets.customerPassword}`,
  ]
}
