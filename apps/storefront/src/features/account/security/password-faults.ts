import type { Problem } from '@comptoir/site/call'

type Words = {
  readonly tooShort: string
  readonly tooCommon: string
  readonly breached: string
}

/** What is wrong with a new password, in words; nothing when it was refused for something else. */
export function faultOfNewPassword(problem: Problem | undefined, words: Words): string | undefined {
  const error = problem?.errors?.find(
    ({ field }) => field === 'newPassword' || field === 'password',
  )
  if (!error) return undefined
  const texts: Readonly<Record<string, string>> = {
    ...{ too_common: words.tooCommon, breached: words.breached },
  }
  return texts[error.code ?? ''] ?? words.tooShort
}
