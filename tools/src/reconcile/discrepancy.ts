/** Something that does not agree with something else. */
export type Discrepancy = {
  readonly rule: string
  readonly subject: string
  readonly what: string
}

export type TimeLimits = {
  /** An order that changed less than so long ago is still in motion: it is not judged. */
  readonly graceSeconds: number
  readonly paymentDeadlineSeconds: number
}
