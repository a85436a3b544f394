import { describe, expect, it } from 'vitest'
import { flushesIn } from './append-only-file.ts'

const command = (...words: string[]) =>
  `*${words.length}\r\n${words.map((word) => `$${Buffer.byteLength(word)}\r\n${word}\r\n`).join('')}`

const file = (...parts: string[]) => Buffer.from(parts.join(''))

describe('an append-only file', () => {
  it('says where all was flushed, however it was asked for', () => {
    const first = command('SET', 'é', '1')
    const flushed = command('flushall')
    const again = command('FLUSHDB', 'ASYNC')
    const at = Buffer.byteLength(first)
    expect(flushesIn(file(first, flushed, '#TS:1795938440\r\n', again))).toEqual([
      ...[at, at + flushed.length + 16],
    ])
  })

  it('does not take a value for a command', () => {
    expect(flushesIn(file(command('SET', 'a', `x\r\n${command('FLUSHALL')}`)))).toEqual([])
  })

  it('is read to the command that is cut off', () => {
    const whole = command('FLUSHALL')
    expect(flushesIn(file(whole, command('SET', 'a', 'b').slice(0, 12)))).toEqual([0])
    expect(flushesIn(file(whole.slice(0, -3)))).toEqual([])
  })

  it('is told from another', () => {
    expect(() => flushesIn(file('REDIS0011'))).toThrow(/no append-only file/)
  })
})
