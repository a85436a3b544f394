import { readdirSync, readFileSync, readlinkSync, statSync } from 'node:fs'
import { join } from 'node:path'

type Noted = { readonly name: string; readonly pid?: number }

/** The processes of a run: the runner and what it started, by name. */
export function processesOf(home: string): Map<string, number> {
  const run = JSON.parse(readFileSync(join(home, 'run.json'), 'utf8')) as {
    pid: number
    processes: Noted[]
  }
  const started = run.processes.flatMap(({ name, pid }): [string, number][] =>
    pid === undefined ? [] : [[name, pid]],
  )
  return new Map([['runner', run.pid], ...started])
}

export const commandLineOf = (pid: number): string =>
  readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')

export type Listener = { readonly port: number; readonly isLoopback: boolean }

const listening = '0A'
/** As the kernel writes them: each group of four bytes reversed; the last one is IPv4 within IPv6. */
const loopback = /^(.{6}7F|0{24}01000000|0{16}FFFF0000.{6}7F)$/

/** The TCP sockets on which a process listens. */
export function listenersOf(pid: number): Listener[] {
  const folder = `/proc/${pid}/fd`
  const sockets = new Set(readdirSync(folder).map((fd) => linkOf(join(folder, fd))))
  const lines = ['tcp', 'tcp6'].flatMap((name) =>
    readFileSync(`/proc/${pid}/net/${name}`, 'utf8').split('\n').slice(1),
  )
  return lines.flatMap((line) => {
    const [, local = '', , state, , , , , , inode] = line.trim().split(/\s+/)
    if (state !== listening || !sockets.has(`socket:[${inode}]`)) return []
    const [address = '', port = ''] = local.split(':')
    return [{ port: Number.parseInt(port, 16), isLoopback: loopback.test(address) }]
  })
}

function linkOf(path: string): string {
  try {
    return readlinkSync(path)
  } catch {
    // closed meanwhile
    return ''
  }
}

/** The files under a folder that others than their owner can read, in folders that they can enter. */
export function filesOthersCanRead(folder: string): string[] {
  if ((statSync(folder).mode & 0o005) === 0) return []
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return filesOthersCanRead(path)
    return entry.isFile() && (statSync(path).mode & 0o044) !== 0 ? [path] : []
  })
}
