/** A command in Redis' append-only file, as far as it is read: its place, and its first word. */
type Command = { readonly at: number; readonly end: number; readonly name: string }

const flushes: ReadonlySet<string> = new Set(['FLUSHALL', 'FLUSHDB'])

/**
 * Where in an append-only file (or its `incr` part) all data were flushed, in order. The file is parsed, since values may
 * hold any text; its last command may be cut off. Throws for what is no such file.
 */
export function flushesIn(file: Buffer): number[] {
  const found: number[] = []
  for (let at = 0; at < file.length; ) {
    const command = commandAt(file, at)
    if (!command) break
    if (flushes.has(command.name.toUpperCase())) found.push(command.at)
    at = command.end
  }
  return found
}

/** `*<words>\r\n`, then `$<bytes>\r\n…\r\n` for each word; `#TS:…` between commands says the time. Undefined: cut off. */
function commandAt(file: Buffer, at: number): Command | undefined {
  if (file[at] === 0x23) {
    const end = file.indexOf('\n', at)
    return end < 0 ? undefined : { at, end: end + 1, name: '' }
  }
  const head = numberAfter(file, at, '*')
  if (!head) return undefined
  let name = ''
  let end = head.end
  for (let word = 0; word < head.value; word++) {
    const length = numberAfter(file, end, '$')
    if (!length) return undefined
    if (word === 0) name = file.toString('latin1', length.end, length.end + length.value)
    end = length.end + length.value + 2
  }
  return end > file.length ? undefined : { at, end, name }
}

function numberAfter(file: Buffer, at: number, mark: '*' | '$') {
  if (at >= file.length) return undefined
  if (file[at] !== mark.charCodeAt(0))
    throw new Error(`no append-only file: ${mark} is missing at byte ${at}`)
  const end = file.indexOf('\r\n', at)
  return end < 0 ? undefined : { value: Number(file.toString('latin1', at + 1, end)), end: end + 2 }
}
