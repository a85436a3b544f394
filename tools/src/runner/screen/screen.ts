import { styleText } from 'node:util'

export type Mark = 'waiting' | 'busy' | 'done' | 'bad'
export type Row = { name: string; mark: Mark; text: string }

/** Where the runner shows what it does: a block that redraws itself on a terminal, plain lines elsewhere. */
export type Screen = {
  /** Shows or replaces the rows of these names. */
  show: (rows: readonly Row[]) => void
  /** Prints lines that stay, above the block. */
  say: (text: string) => void
  /** Leaves the block as it is; from here on only `say` prints. */
  settle: () => void
}

type Output = { write: (text: string) => unknown; isTTY?: boolean; columns?: number }

/** Chooses the kind of screen that suits the output. */
export function createScreen(output: Output = process.stdout): Screen {
  return output.isTTY && process.env.TERM !== 'dumb' ? liveScreen(output) : plainScreen(output)
}

const spinner = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏']
const frameMs = 100

function liveScreen(output: Output): Screen {
  const rows = new Map<string, Row>()
  let drawn = 0
  let frame = 0
  let settled = false
  const erase = () => output.write(drawn > 0 ? `\x1b[${drawn}A\x1b[0J` : '')
  const draw = () => {
    erase()
    const lines = [...rows.values()].map((row) => rowLine(row, frame, output.columns ?? 80))
    output.write(lines.map((line) => `${line}\n`).join(''))
    drawn = lines.length
  }
  const timer = setInterval(() => {
    frame += 1
    draw()
  }, frameMs)
  timer.unref()
  return {
    show: (changed) => {
      if (!settled) for (const row of changed) rows.set(row.name, row)
    },
    say: (text) => {
      if (!settled) erase()
      drawn = 0
      output.write(`${text}\n`)
      if (!settled) draw()
    },
    settle: () => {
      if (settled) return
      clearInterval(timer)
      draw()
      settled = true
    },
  }
}

function rowLine(row: Row, frame: number, columns: number): string {
  const mark = markOf(row.mark, spinner[frame % spinner.length] ?? '')
  const room = Math.max(20, columns - 24)
  const text = row.text.length > room ? `${row.text.slice(0, room - 1)}…` : row.text
  return ` ${mark} ${row.name.padEnd(18)} ${row.mark === 'bad' ? styleText('red', text) : text}`
}

function markOf(mark: Mark, turning: string): string {
  if (mark === 'done') return styleText('green', '✔')
  if (mark === 'bad') return styleText('red', '✖')
  return mark === 'busy' ? styleText('yellow', turning) : styleText('dim', '·')
}

const firstWordMs = 8000
const repeatMs = 15_000

type Printed = { row: Row; said: boolean; at: number }

function plainScreen(output: Output): Screen {
  const known = new Map<string, Printed>()
  let settled = false
  const show = (row: Row) => {
    const last = known.get(row.name)
    if (settled || row.mark === 'waiting') return
    if (!worthALine(row, last)) {
      if (last === undefined) known.set(row.name, { row, said: false, at: performance.now() })
      return
    }
    known.set(row.name, { row, said: true, at: performance.now() })
    output.write(`${row.name}: ${row.text.trim()}\n`)
  }
  return {
    show: (rows) => rows.forEach(show),
    say: (text) => output.write(`${text}\n`),
    settle: () => {
      settled = true
    },
  }
}

/** In a log, a row is worth a line when it ends well or badly, or now and then while it lasts. */
function worthALine(row: Row, last: Printed | undefined): boolean {
  if (row.mark !== 'busy') return last?.row.mark !== row.mark || last.row.text !== row.text
  if (last === undefined) return false
  const pause = last.said ? repeatMs : firstWordMs
  return performance.now() - last.at > pause && !(last.said && row.text === last.row.text)
}
