import { describe, expect, it } from 'vitest'
import type { Answer } from '../../visitor/ask.ts'
import { createLinkOpening, type Opened } from './link-opening.ts'

const broken = (status: number, code: string) => ({ problem: { status, code } })
const opened = { value: { orderId: 'ord_1' } }

function openingOf(answers: Answer<Opened>[]) {
  let asked = 0
  const open = createLinkOpening(async () => {
    asked += 1
    return answers.shift() ?? broken(401, 'invalid_token')
  })
  return { open, asked: () => asked }
}

describe('the link of a mail', () => {
  it('is sent once, however often it is asked for', async () => {
    const { open, asked } = openingOf([opened])
    expect(await Promise.all([open('link'), open('link')])).toEqual([opened, opened])
    expect([await open('link'), asked()]).toEqual([opened, 1])
  })

  it('is sent again after the network failed', async () => {
    const { open } = openingOf([broken(0, 'network'), opened])
    expect(await open('link')).toEqual(broken(0, 'network'))
    expect(await open('link')).toEqual(opened)
  })

  it('that is not valid stays so', async () => {
    const { open, asked } = openingOf([])
    await open('link')
    expect([await open('link'), asked()]).toEqual([broken(401, 'invalid_token'), 1])
  })
})
