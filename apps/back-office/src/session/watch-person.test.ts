import { expect, it } from 'vitest'
import type { SessionState } from './session.ts'
import { watchPerson } from './watch-person.ts'

const signedIn = (userId: string): SessionState => ({
  kind: 'in',
  person: {
    ...{ userId, email: 'ada@example.org', firstName: 'Ada', lastName: 'L' },
    ...{ locale: 'fr', roles: ['staff'] },
  },
})

function told(states: readonly SessionState[]): readonly string[] {
  let state: SessionState = { kind: 'asking' }
  let change = () => {}
  const heard: string[] = []
  const subscribe = (listener: () => void) => {
    change = listener
    return () => {}
  }
  watchPerson(
    { state: () => state, subscribe },
    { onOut: () => heard.push('out'), onOther: () => heard.push('other') },
  )
  for (const next of states) {
    state = next
    change()
  }
  return heard
}

it('what was read goes when a tab becomes that of another person, with or without a sign-out', () => {
  expect(told([signedIn('usr_1'), signedIn('usr_2')])).toEqual(['other'])
  expect(told([signedIn('usr_1'), { kind: 'out' }, signedIn('usr_2')])).toEqual(['out', 'other'])
  expect(told([signedIn('usr_1'), { kind: 'away' }, signedIn('usr_2')])).toEqual(['other'])
})

it('stays for the same person, and for the first', () => {
  expect(told([signedIn('usr_1'), { kind: 'away' }, signedIn('usr_1')])).toEqual([])
})
