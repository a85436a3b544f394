import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createLogger, passesLuhn, scrub } from './log.ts'
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
