import { lookUp } from '@comptoir/contracts/look-up'
import { CallError, type FieldFault } from '@comptoir/site/call'

export type { FieldFault }

/** What a refusal says of fields; none when it is of something else. `fieldOf` turns a path of the request into a field of the form. */
export function faultsIn(
  error: unknown,
  fieldOf: (path: string) => string = (path) => path,
): readonly FieldFault[] {
  const faults = error instanceof CallError ? error.problem.errors : undefined
  return (faults ?? []).map((fault) => ({ ...fault, field: fieldOf(fault.field) }))
}

/** Whether a path is a field, or something in it. */
export const isOf = (field: string, path: string) => path === field || path.startsWith(`${field}.`)

/** The fault of a field, or of something in it: `lines` has that of `lines.0.quantity`. */
export const faultOf = (faults: readonly FieldFault[], field: string): FieldFault | undefined =>
  faults.find((fault) => isOf(field, fault.field))

/** The faults that are left once a field says something else. */
export const faultsWithout = (
  faults: readonly FieldFault[],
  fields: readonly string[],
): readonly FieldFault[] =>
  faults.filter((fault) => !fields.some((field) => isOf(field, fault.field)))

/** A fault in words, by its code: never by the sentence of the service, which has one language. */
export const faultText = (
  { code }: FieldFault,
  texts: Readonly<Record<string, string>> & { readonly other: string },
): string => lookUp(texts, code ?? 'other') ?? texts.other
