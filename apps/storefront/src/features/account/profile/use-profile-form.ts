import type { Profile } from '@comptoir/contracts/accounts/schemas'
import { useState } from 'react'
import type { Answer } from '../../../visitor/ask.ts'
import { askAsUser } from '../../../visitor/session-end.ts'
import { useSubmit } from '../form/use-submit.ts'
import {
  changesOf,
  type Difference,
  formOfProfile,
  mergeProfile,
  type ProfileForm,
} from './profile-merge.ts'

/** What the form was filled from. */
type Base = { readonly form: ProfileForm; readonly version: number }

const baseOf = (profile: Profile): Base => ({
  ...{ form: formOfProfile(profile), version: profile.version },
})

/** The name and the phone of who is signed in. A change that was made elsewhere meanwhile is never overwritten unseen. */
export function useProfileForm(profile: Profile, onSaved: (profile: Profile) => void) {
  const [base, setBase] = useState(() => baseOf(profile))
  const [form, setForm] = useState(base.form)
  const [differences, setDifferences] = useState<readonly Difference[]>([])
  const [isSaved, setSaved] = useState(false)
  const { isRunning, problem, submit, setProblem } = useSubmit()

  const send = (wanted: ProfileForm, from: Base): Promise<Answer<Profile> | undefined> =>
    submit<Profile>('PATCH /bff/me', {
      ...{ body: changesOf(from.form, wanted), ifVersion: from.version },
    })

  function keep(saved: Profile): void {
    const next = baseOf(saved)
    setBase(next)
    setForm(next.form)
    setSaved(true)
    onSaved(saved)
  }

  /** It was changed elsewhere: what does not touch what was typed is taken over, the rest is shown. */
  async function reconcile(typed: ProfileForm): Promise<void> {
    const answer = await askAsUser<Profile>('GET /bff/me')
    if ('problem' in answer) return setProblem(answer.problem)
    setProblem(undefined)
    const now = baseOf(answer.value)
    const merged = mergeProfile({ read: base.form, typed, now: now.form })
    setBase(now)
    setForm(merged.form)
    setDifferences(merged.differences)
    if (merged.differences.length === 0) await save(merged.form, now)
  }

  async function save(wanted: ProfileForm, from: Base): Promise<void> {
    setSaved(false)
    setDifferences([])
    if (Object.keys(changesOf(from.form, wanted)).length === 0) return setSaved(true)
    const answer = await send(wanted, from)
    if (!answer) return
    if ('value' in answer) keep(answer.value)
    else if (answer.problem.status === 412) await reconcile(wanted)
  }

  return {
    ...{ form, differences, problem, isRunning, isSaved },
    change(next: Partial<ProfileForm>): void {
      setForm((before) => ({ ...before, ...next }))
      setSaved(false)
    },
    save: () => save(form, base),
  }
}
