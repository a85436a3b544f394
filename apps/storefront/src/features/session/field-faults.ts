import type { Problem } from '@comptoir/site/call'

type Words = { readonly tooShort: string; readonly notAnEmail: string }

/** What a refusal says of the fields of a form, in words for shoppers. */
export function faultsOf(problem: Problem | undefined, words: Words) {
  const isWrong = (field: string) =>
    problem?.errors?.some((error) => error.field === field) ? true : undefined
  return {
    email: isWrong('email') && words.notAnEmail,
    password: (isWrong('password') || isWrong('newPassword')) && words.tooShort,
  }
}
