import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { changesOf, mergeProfile, type ProfileForm, profileFields } from './profile-merge.ts'

const read: ProfileForm = { firstName: 'Ada', lastName: 'L', phone: '+33612345678' }

describe('a profile that was changed here', () => {
  it('sends what changed and nothing else', () => {
    expect(changesOf(read, { ...read, firstName: ' Grace ' })).toEqual({ firstName: 'Grace' })
    expect(changesOf(read, { ...read, firstName: ' Ada ' })).toEqual({})
    expect(changesOf(read, { ...read, phone: '' })).toEqual({ phone: '' })
  })

  it('and elsewhere, in other fields, has both changes', () => {
    const merged = mergeProfile({
      ...{ read, typed: { ...read, firstName: 'Grace' }, now: { ...read, phone: '' } },
    })
    expect(merged).toEqual({ form: { ...read, firstName: 'Grace', phone: '' }, differences: [] })
  })

  it('and elsewhere, in the same field, asks which one holds', () => {
    const typed = { ...read, firstName: 'Grace', lastName: 'H' }
    const { form, differences } = mergeProfile({
      ...{ read, typed, now: { ...read, firstName: 'Augusta', lastName: 'H' } },
    })
    expect(differences).toEqual([{ field: 'firstName', yours: 'Grace', theirs: 'Augusta' }])
    expect(form).toEqual(typed)
  })
})

describe('two changes', () => {
  const text = fc.constantFrom('', 'a', 'b', 'c')
  const profile = fc.record({ firstName: text, lastName: text, phone: text })

  it('lose neither: a field that only one side changed is as that side wants it', () => {
    fc.assert(
      fc.property(profile, profile, profile, (before, typed, now) => {
        const { form, differences } = mergeProfile({ read: before, typed, now })
        for (const field of profileFields) {
          const isMine = typed[field] !== before[field]
          const isTheirs = now[field] !== before[field]
          const isOpen = differences.some((one) => one.field === field)
          expect(isOpen).toBe(isMine && isTheirs && typed[field] !== now[field])
          // of a field that both changed, what was typed stands until somebody chooses
          expect(form[field]).toBe(isMine ? typed[field] : now[field])
        }
      }),
    )
  })
})
