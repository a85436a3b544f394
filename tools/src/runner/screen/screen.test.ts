import { describe, expect, it } from 'vitest'
import { createScreen } from './screen.ts'

function output(isTTY: boolean) {
  const written: string[] = []
  return { written, isTTY, columns: 100, write: (text: string) => written.push(text) }
}

describe('the screen in a log', () => {
  it('says once what is done', () => {
    const out = output(false)
    const screen = createScreen(out)
    screen.show([{ name: 'orders', mark: 'busy', text: 'starting' }])
    screen.show([{ name: 'orders', mark: 'done', text: 'ready in 1.0 s' }])
    screen.show([{ name: 'orders', mark: 'done', text: 'ready in 1.0 s' }])
    expect(out.written).toEqual(['orders: ready in 1.0 s\n'])
  })

  it('says what goes wrong, and that it is well again', () => {
    const out = output(false)
    const screen = createScreen(out)
    screen.show([{ name: 'orders', mark: 'bad', text: 'died' }])
    screen.show([{ name: 'orders', mark: 'done', text: 'ready' }])
    expect(out.written).toEqual(['orders: died\n', 'orders: ready\n'])
  })
})

describe('the screen on a terminal', () => {
  it('draws one row for each part over the rows before', () => {
    const out = output(true)
    const screen = createScreen(out)
    screen.show([
      { name: 'redis', mark: 'done', text: 'ready' },
      { name: 'orders', mark: 'busy', text: 'starting' },
    ])
    screen.say('a line that stays')
    screen.settle()
    const text = out.written.join('')
    expect(text).toContain('a line that stays\n')
    expect(text).toContain('\x1b[2A\x1b[0J')
    expect(text.split('orders')).toHaveLength(3)
  })

  it('stops drawing once it is settled', () => {
    const out = output(true)
    const screen = createScreen(out)
    screen.show([{ name: 'redis', mark: 'done', text: 'ready' }])
    screen.settle()
    const before = out.written.length
    screen.show([{ name: 'redis', mark: 'bad', text: 'died' }])
    screen.say('redis died')
    expect(out.written.slice(before)).toEqual(['redis died\n'])
  })

  it('cuts what does not fit', () => {
    const out = output(true)
    const screen = createScreen(out)
    screen.show([{ name: 'orders', mark: 'busy', text: 'x'.repeat(300) }])
    screen.settle()
    expect(out.written.join('')).toContain('…')
  })
})
