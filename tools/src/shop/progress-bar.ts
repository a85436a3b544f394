/** Shows how far a long job is: a bar on a terminal, a line at each tenth elsewhere. */
export type ProgressBar = { show(done: number, note?: string): void; end(): void }

const width = 30

export function createProgressBar(total: number, unit: string): ProgressBar {
  const output = process.stdout
  const startedAt = performance.now()
  let saidTenths = -1
  let first: number | undefined

  function lineOf(done: number, note: string): string {
    const share = total === 0 ? 1 : done / total
    const filled = Math.round(share * width)
    const bar = `${'█'.repeat(filled)}${'░'.repeat(width - filled)}`
    first ??= done
    const perSecond = Math.round(
      (done - first) / Math.max((performance.now() - startedAt) / 1000, 0.001),
    )
    return `${bar} ${done}/${total} ${unit}, ${perSecond}/s${note && ` · ${note}`}`
  }

  function show(done: number, note = ''): void {
    if (output.isTTY) {
      output.write(`\r\x1b[2K${lineOf(done, note)}`)
      return
    }
    const tenths = total === 0 ? 10 : Math.floor((done / total) * 10)
    if (tenths === saidTenths) return
    saidTenths = tenths
    output.write(`${lineOf(done, note)}\n`)
  }

  return { show, end: () => output.isTTY && output.write('\n') }
}
