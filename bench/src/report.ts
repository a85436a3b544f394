import { writeMarked } from './marked.ts'
import type { Row } from './measuring/measure.ts'
import { type Group, groups, type Held } from './measuring/processes.ts'
import { type Result, rowOf, shareOfBareRoute, totalMb } from './result.ts'
import { targetsOf } from './targets.ts'

/** Puts the report between its marks. */
export const writeReport = (file: string, result: Result): void =>
  writeMarked(file, 'bench', reportOf(result))

/** The result as Markdown: targets, who uses CPU and memory, every row. */
export function reportOf(result: Result): string {
  const { at, machine, seconds } = result
  return [
    `Taken ${at.slice(0, 16).replace('T', ' ')} UTC on ${machine}, windows of ${seconds} s.`,
    '',
    ...targetLines(result),
    '',
    ...pie('CPU of a checkout at 8 at once, ms', cpuOf(rowOf(result, 'checkout', 8))),
    ...pie('Memory after the checkouts, MB', memoryByGroup(result.memory)),
    '| What | at once | a second | p50 ms | p95 ms | p99 ms | CPU ms | of it | load ms |',
    '|---|--:|--:|--:|--:|--:|--:|---|--:|',
    ...result.rows.map((row) => lineOf(result, row)),
    '',
    memoryText(result.memory, 'Memory (PSS) after the checkouts'),
    `Idle: ${result.idleCores.toFixed(3)} cores.`,
    ...bigLines(result),
  ].join('\n')
}

function targetLines(result: Result): string[] {
  const lines = targetsOf(result).map(({ what, wanted, got, isMet }) => {
    const said = isMet ? 'yes' : '**no**'
    return `| ${what} | ${wanted} | ${got} | ${isMet === undefined ? '–' : said} |`
  })
  return ['| Target | wanted | measured | met |', '|---|--:|--:|---|', ...lines]
}

function lineOf(result: Result, row: Row): string {
  const { name, concurrency, perSecond, p50, p95, p99, cpuMs = '', loadCpuMs = '', errors } = row
  const what = errors ? `${name} (${errors} failed)` : name
  const cells = [concurrency, perSecond, p50, p95, p99, cpuMs, detailOf(result, row), loadCpuMs]
  return `| ${what} | ${cells.join(' | ')} |`
}

/** Of a read its size and share of the bare route; of anything else who used the CPU. */
function detailOf(result: Result, row: Row): string {
  if (row.bytes !== undefined) {
    const share = shareOfBareRoute(result, row.name, row.concurrency)
    return `${row.bytes} bytes, ${Math.round(share * 100)} % of bare`
  }
  return cpuOf(row)
    .map(([group, ms]) => `${group} ${ms}`)
    .join(', ')
}

type Share = readonly [group: Group, amount: number]

function cpuOf(row: Row | undefined): Share[] {
  const used: Partial<Record<Group, number>> = row?.cpuMsByGroup ?? {}
  return groups.flatMap((group): Share[] => (used[group] ? [[group, used[group]]] : []))
}

function memoryByGroup(memory: readonly Held[]): Share[] {
  const byGroup = Map.groupBy(memory, ({ group }) => group)
  return [...byGroup].map(([group, held]) => [group, totalMb(held)])
}

/** A pie chart in Mermaid; nothing when there is nothing to share. */
function pie(title: string, shares: readonly Share[]): string[] {
  if (shares.length === 0) return []
  const lines = shares.map(([group, amount]) => `  "${group}" : ${amount}`)
  return ['```mermaid', 'pie showData', `  title ${title}`, ...lines, '```', '']
}

function memoryText(memory: readonly Held[], what: string): string {
  const each = memory.map(({ name, mb }) => `${name} ${mb}`)
  return wrapped(`${what}: ${totalMb(memory)} MB. ${each.join(', ')}.`)
}

function bigLines({ big }: Result): string[] {
  if (!big) return []
  const { products, loadSeconds, memory } = big
  const count = products.toLocaleString('en')
  return [
    '',
    memoryText(
      memory,
      `The catalogue with ${count} products, ready ${loadSeconds} s after its start`,
    ),
  ]
}

/** Lines of at most 140 characters. */
const wrapped = (text: string) => text.replace(/(.{1,140})(?: |$)/g, '$1\n').trimEnd()
