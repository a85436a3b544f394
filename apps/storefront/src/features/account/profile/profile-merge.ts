import type { Profile } from '@comptoir/contracts/accounts/schemas'

export const profileFields = ['firstName', 'lastName', 'phone'] as const
export type ProfileField = (typeof profileFields)[number]
/** A profile as its form has it. */
export type ProfileForm = Readonly<Record<ProfileField, string>>

/** A field that was changed here and elsewhere, to something else. */
export type Difference = {
  readonly field: ProfileField
  readonly yours: string
  readonly theirs: string
}

export const formOfProfile = ({
  firstName,
  lastName,
  phone = '',
}: Pick<Profile, ProfileField>): ProfileForm => ({ firstName, lastName, phone })

/** What was changed, and nothing else: what somebody else changes meanwhile stays. */
export const changesOf = (read: ProfileForm, typed: ProfileForm): Partial<ProfileForm> =>
  Object.fromEntries(
    profileFields
      .filter((field) => typed[field].trim() !== read[field])
      .map((field) => [field, typed[field].trim()]),
  )

type Versions = {
  /** As it was when the form was filled. */
  readonly read: ProfileForm
  readonly typed: ProfileForm
  /** As it is now. */
  readonly now: ProfileForm
}

/** Brings both changes together: each field that one side changed is as that side wants it; the rest is for the person to decide. */
export function mergeProfile({ read, typed, now }: Versions) {
  const mine = changesOf(read, typed)
  const differences = profileFields.flatMap((field): Difference[] => {
    const yours = mine[field]
    const theirs = now[field]
    const isTheirs = theirs !== read[field]
    return yours !== undefined && isTheirs && yours !== theirs ? [{ field, yours, theirs }] : []
  })
  return { form: { ...now, ...mine }, differences }
}
