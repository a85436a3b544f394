import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const products =
  /\b\w*(redis|valkey|kafka|rabbit|amqp|nats|jetstream|mqtt|postgres|mysql|mariadb|mongo|sqlite)\w*/i

/** What is spoken to without the sidecar, and so has its product's name: scripts, and counts with an end. */
const direct: readonly RegExp[] = [
  /^services\/inventory\//,
  /^services\/promotions\/src\/(redemption\/|routes\/redemptions\.test\.ts$)/,
  /^services\/(accounts|catalog|gateway)\/src\/main\.ts$/,
  /^services\/catalog\/src\/sold\/sold-units\.ts$/,
  /^services\/accounts\/src\/sign-in\/attempt-counts\.ts$/,
  /^services\/promotions\/src\/(main|codes\/guess-limit)\.ts$/,
  /^services\/gateway\/src\/limits\/rate-limits\.ts$/,
]

/**
 * Where a service names a broker or a store, as sentences: which one runs is the operator's choice. What needs Redis
 * itself may name Redis, and nothing else.
 */
export function productNameFaults(root: string, atLeast = 100): string[] {
  const files = globSync('services/*/src/**/*.{ts,lua,json}', { cwd: root })
  const faults = files.flatMap((file) => {
    const isDirect = direct.some((place) => place.test(file))
    const lines = readFileSync(join(root, file), 'utf8').split('\n')
    return lines.flatMap((line, n) => {
      const [name] = products.exec(isDirect ? line.replace(/redis/gi, '') : line) ?? []
      return name ? [`${file}:${n + 1} names a product: ${name}`] : []
    })
  })
  return files.length < atLeast ? [...faults, `only ${files.length} files were read`] : faults
}
