import { readFileSync, writeFileSync } from 'node:fs'
import type { Row } from './measure.ts'

export type Result = {
  readonly at: string
  readonly machine: string
  readonly rows: readonly Row[]
  readonly memoryMb: Record<string, number>
  /** Cores in use when nobody asks anything. */
  readonly idleCpu: number
}

const [begin, end] = ['<!-- bench -->', '<!-- /bench -->']

/** Puts the table between its marks. */
export function writeTable(file: string, result: Result): void {
  const text = readFileSync(file, 'utf8')
  const [from, to] = [text.indexOf(begin), text.indexOf(end)]
  if (from < 0 || to < from) throw new Error(`${file} has no place for the table`)
  const before = text.slice(0, from + begin.length)
  writeFileSync(file, `${before}\n\n${tableOf(result)}\n\n${text.slice(to)}`)
}

/** The result as Markdown. */
export function tableOf(result: Result): string {
  return [
    `Taken ${result.at.slice(0, 16).replace('T', ' ')} UTC on ${result.machine}.`,
    '',
    '| What | at once | a second | p50 ms | p95 ms | p99 ms | CPU ms | most of it |',
    '|---|--:|--:|--:|--:|--:|--:|---|',
    ...result.rows.map(lineOf),
    '',
    memoryText(result),
    '',
    ...targetsOf(result),
  ].join('\n')
}

function lineOf(row: Row): string {
  const { name, concurrency, perSecond, p50, p95, p99, cpuMs, errors } = row
  const most = Object.entries(row.cpuMsOf ?? {}).slice(0, 4)
  const shares = most.map(([process, ms]) => `${process} ${ms}`).join(', ')
  const what = errors ? `${name} (${errors} failed)` : name
  return `| ${what} | ${[concurrency, perSecond, p50, p95, p99, cpuMs ?? '', shares].join(' | ')} |`
}

function memoryText({ memoryMb, idleCpu }: Result): string {
  const all = Object.values(memoryMb).reduce((sum, mb) => sum + mb, 0)
  const each = Object.entries(memoryMb).map(([name, mb]) => `${name} ${mb}`)
  return `Memory (PSS) after the run: ${all} MB. ${each.join(', ')}. Idle: ${idleCpu.toFixed(3)} cores.`
}

type Target = { readonly what: string; readonly wanted: string; readonly got: string; ok: boolean }

function targetsOf({ rows, memoryMb }: Result): string[] {
  const row = (name: string, at: number) =>
    rows.find((one) => one.name.startsWith(name) && one.concurrency === at)
  const cpu = (name: string) => row(name, 8)?.cpuMs ?? Number.NaN
  const bare = cpu('limit: bare')
  const saga = (row('checkout', 32)?.perSecond ?? 0) / (row('limit: empty', 32)?.perSecond ?? 1)
  const memory = Object.values(memoryMb).reduce((sum, mb) => sum + mb, 0)
  const p50 = row('placed', 1)?.p50 ?? Number.NaN
  const checkoutRow = row('checkout', 8)
  const targets: Target[] = [
    ratio('list, direct, of the bare route per core', bare / cpu('list, direct'), 0.7),
    ratio('list, gateway, of the bare route per core', bare / cpu('list, gateway'), 0.5),
    least('cart lines a second', row('cart line', 8)?.perSecond ?? 0, 360),
    least('checkouts a second', checkoutRow?.perSecond ?? 0, 21.3),
    most('CPU of a checkout, ms', checkoutRow?.cpuMs ?? Number.NaN, 120),
    most('placed to confirmed p50, one at a time, gateway, ms', p50, 150),
    ratio("checkouts at 32, of the bare workflow engine's rate", saga, 0.4),
    most('memory of all processes, MB', memory, 2_500),
  ]
  const lines = targets.map(
    ({ what, wanted, got, ok }) => `| ${what} | ${wanted} | ${got} | ${ok ? 'yes' : 'no'} |`,
  )
  return ['| Target | wanted | measured | met |', '|---|--:|--:|---|', ...lines]
}

const percent = (share: number) => `${Math.round(share * 100)} %`

function ratio(what: string, share: number, wanted: number): Target {
  return { what, wanted: `≥ ${percent(wanted)}`, got: percent(share), ok: share >= wanted }
}

function least(what: string, value: number, wanted: number): Target {
  return { what, wanted: `≥ ${wanted}`, got: String(value), ok: value >= wanted }
}

function most(what: string, value: number, wanted: number): Target {
  return { what, wanted: `< ${wanted}`, got: String(value), ok: value < wanted }
}
