import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { basename } from 'node:path'
import { attempt, readText } from '../files.ts'

/** Who listens on a port, as `name (pid 123)`, if this system lets us know. */
export function portOwner(port: number): string | undefined {
  const pid = existsSync('/proc/net/tcp') ? ownerFromProc(port) : ownerFromLsof(port)
  return pid === undefined ? undefined : `${nameOf(pid)} (pid ${pid})`
}

function ownerFromProc(port: number): number | undefined {
  const inodes = ['tcp', 'tcp6'].flatMap((table) => listeningInodes(table, port))
  const sockets = new Set(inodes.map((inode) => `socket:[${inode}]`))
  if (sockets.size === 0) return undefined
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  const owner = pids.find((pid) => openFiles(pid).some((file) => sockets.has(file)))
  return owner === undefined ? undefined : Number(owner)
}

const listening = '0A'

function listeningInodes(table: string, port: number): string[] {
  const hexPort = port.toString(16).toUpperCase().padStart(4, '0')
  const lines = readFileSync(`/proc/net/${table}`, 'utf8').split('\n').slice(1)
  return lines
    .map((line) => line.trim().split(/\s+/))
    .filter(([, local, , state]) => local?.endsWith(`:${hexPort}`) && state === listening)
    .flatMap((fields) => fields[9] ?? [])
}

function openFiles(pid: string): string[] {
  const files = attempt(() => readdirSync(`/proc/${pid}/fd`)) ?? []
  return files.flatMap((fd) => attempt(() => readlinkSync(`/proc/${pid}/fd/${fd}`)) ?? [])
}

function ownerFromLsof(port: number): number | undefined {
  const args = ['-nP', '-t', `-iTCP:${port}`, '-sTCP:LISTEN']
  const { stdout } = spawnSync('lsof', args, { encoding: 'utf8' })
  return Number.parseInt(stdout ?? '', 10) || undefined
}

function nameOf(pid: number): string {
  const ps = () => spawnSync('ps', ['-o', 'comm=', '-p', String(pid)], { encoding: 'utf8' }).stdout
  const program = readText(`/proc/${pid}/cmdline`)?.split('\0')[0] ?? ps()?.trim() ?? ''
  return basename(program) || 'a program'
}
