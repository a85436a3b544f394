import { passesLuhn } from '@comptoir/contracts/checks/luhn'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createLogger, scrub } from './log.ts'
import { runWithTrace } from './trace.ts'

function capture() {
  const lines: string[] = []
  const log = createLogger('orders', 'info', { write: (line: string) => void lines.push(line) })
  return { log, lines }
}

function withCheckDigit(digits: string): string {
  return [...'0123456789'].map((check) => digits + check).find(passesLuhn) ?? ''
}

describe('the log', () => {
  it('is one JSON line with service, level and trace', () => {
    const { log, lines } = capture()
    runWithTrace('00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01', () =>
      log.info({ orderId: 'ord_1' }, 'placed'),
    )
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      service: 'orders',
      level: 'info',
      traceId: '0af7651916cd43dd8448eb211c80319c',
      spanId: 'b7ad6b7169203331',
      orderId: 'ord_1',
      msg: 'placed',
    })
  })

  it('hides emails, tokens and passwords, by field and in text', () => {
    const { log, lines } = capture()
    log.info(
      { email: 'a@b.fr', user: { password: 'hunter2', token: 'abc' } },
      'mail to camille@example.fr',
    )
    log.error(
      { err: new Error('bad token eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJ1c3JfMSJ9.c2ln') },
      'failed',
    )
    const all = lines.join('')
    for (const secret of ['a@b.fr', 'hunter2', '"abc"', 'camille@', 'eyJhbGci'])
      expect(all).not.toContain(secret)
  })

  it('hides every card number and keeps other numbers', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[1-9]\d{11,17}$/), (digits) => {
        const card = withCheckDigit(digits)
        expect(scrub(`paid with ${card}.`)).toBe('paid with [card].')
        const spaced = card.replace(/(\d{4})(?=\d)/g, '$1 ')
        expect(scrub(`paid with ${spaced}`)).not.toContain(card.slice(0, 4))
      }),
    )
    expect(scrub('order 1234567890123')).toBe('order 1234567890123')
    expect(scrub('2026-11-21T10:00:00.000Z amount 1999')).toBe(
      '2026-11-21T10:00:00.000Z amount 1999',
    )
  })
})

describe('the time that a line takes', () => {
  const size = 64 * 1024
  const shapes: Record<string, string> = {
    'one letter': 'a',
    'local parts': 'a.',
    'plus signs': '+',
    'at signs': '@',
    'emails without an end': 'a@',
    'emails one after the other': 'a@b.c',
    'emails in words': 'a@b.c ',
    'domains without an end': '@a.',
    'token beginnings': 'eyJ',
    'tokens of one part': 'eyJhbGciOiJ',
    'tokens of two parts': 'eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJ9',
    'tokens with empty parts': 'eyJhbGciOiJFUzI1NiJ9..',
    digits: '4',
    'digits and spaces': '4 ',
    'digits and dashes': '4-',
    'short numbers': '4242424242424242 ',
    'percent signs': '%zz',
    'quotes and backslashes': '\\"',
  }
  const lineOf = (shape: string, length: number) =>
    shape.repeat(Math.ceil(length / shape.length)).slice(0, length)

  const runs = 10

  /** Milliseconds of the processor for all runs: a busy machine counts for nothing. */
  function msOf(line: string): number {
    scrub(line)
    const before = process.threadCpuUsage()
    for (let run = 0; run < runs; run++) scrub(line)
    const { user, system } = process.threadCpuUsage(before)
    return (user + system) / 1_000
  }

  it.each(Object.entries(shapes))('grows with its length and no faster: %s', (_, shape) => {
    const [half, whole] = [msOf(lineOf(shape, size)), msOf(lineOf(shape, 2 * size))]
    // the processor is counted in steps of some milliseconds
    expect(whole).toBeLessThanOrEqual(2.5 * half + 15)
    expect(half / runs).toBeLessThan(10)
  })

  it('grows with its length for any text', () => {
    const alphabet = fc.constantFrom(...'aA0.+@-_ "\\%e', 'eyJ', '4242', '@a.b')
    fc.assert(
      fc.property(fc.array(alphabet, { minLength: 1, maxLength: 6 }), (letters) => {
        expect(msOf(lineOf(letters.join(''), size)) / runs).toBeLessThan(15)
      }),
      { numRuns: 50 },
    )
  })
})

describe('an email or token anywhere in a word', () => {
  it.each([
    'mail=camille+shop@example.fr;',
    '"camille.d-x_y@shop.example.fr"',
    '<a@b.fr>',
    `${'x'.repeat(300)}@example.fr`,
    'a@b.fr@c.de',
    'Bearer eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJ1c3JfMSJ9.c2ln',
    'x-eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJ1c3JfMSJ9.c2ln.more',
  ])('is taken out: %s', (text) => {
    expect(scrub(text)).toMatch(/\[(email|token)\]/)
    expect(scrub(text)).not.toMatch(/@|eyJ/)
  })

  it.each(['@comptoir/service', 'user@localhost', 'version 1.2.3', 'eyJ', 'dapr@1', 'a.b.c'])(
    'is not seen where there is none: %s',
    (text) => expect(scrub(text)).toBe(text),
  )
})
