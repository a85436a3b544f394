import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readText } from '../runner/files.ts'
import type { Layout } from '../runner/plan/layout.ts'
import { demoPassword, demoPeople, readSecrets, type Secrets } from '../runner/plan/secrets.ts'
import type { Session } from '../runner/process/session.ts'
import type { Screen } from '../runner/screen/screen.ts'

type Start = { readonly layout: Layout; readonly screen: Screen }

/** Says when the demo shop was loaded, and whom with it. */
const markerOf = ({ data }: Layout) => join(data, 'seeded')

/** The demo shop is loaded once; a start whose seeding fails runs all the same, and the next one tries again. */
export async function seedOnce(
  { layout, screen }: Start,
  { run, services }: Pick<Session, 'run' | 'services'>,
): Promise<void> {
  const marker = markerOf(layout)
  if (existsSync(marker)) return
  const name = 'demo shop'
  const progress = (text: string) => screen.show([{ name, mark: 'busy', text }])
  progress('loading')
  const secrets = readSecrets(layout.secretsFile)
  const admin = { email: demoPeople.admin, password: secrets.adminPassword }
  const people = services.includes('admin') ? sellersOf(secrets) : undefined
  try {
    const { seedDemoShop } = await import('../seed/seed.ts')
    await seedDemoShop({ gatewayUrl: run.gatewayUrl, admin, people, progress })
    const emails = Object.values(people ?? {}).map(({ email }) => email)
    writeFileSync(marker, [new Date().toISOString(), ...emails].join('\n'))
    screen.show([{ name, mark: 'done', text: 'loaded' }])
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    screen.show([{ name, mark: 'bad', text: `not loaded: ${reason}` }])
  }
}

const sellersOf = (secrets: Secrets) => ({
  vendor: { email: demoPeople.vendor, password: demoPassword(secrets, 'vendor') },
  agent: { email: demoPeople.agent, password: demoPassword(secrets, 'agent') },
})

/** Who can sign in, a line each. A demo shop that was loaded by an earlier release has neither vendor nor agent. */
export function logins(layout: Layout): string[] {
  const secrets = readSecrets(layout.secretsFile)
  const { adminPassword, staffPassword, customerPassword } = secrets
  const loaded = readText(markerOf(layout)) ?? ''
  const sellers = Object.entries(sellersOf(secrets)).filter(([, { email }]) =>
    loaded.split('\n').includes(email),
  )
  return [
    '',
    line('admin', { email: demoPeople.admin, password: adminPassword }),
    line('staff', { email: demoPeople.staff, password: staffPassword }),
    line('customer', { email: demoPeople.customer, password: customerPassword }),
    ...sellers.map(([who, person]) => line(who, person)),
  ]
}

const line = (who: string, { email, password }: { email: string; password: string }) =>
  `  ${who.padEnd(8)} ${email.padEnd(26)} ${password}`
