/**
 * Who is hurt by a change. `old events`: a new reader refuses what lies in logs and brokers. `old readers`: a replica of
 * the release before refuses what is written now; that can be avoided by releasing the readers first.
 */
export type Hurt = 'old events' | 'old readers'

export type Rule =
  | 'property removed'
  | 'required property added'
  | 'property became required'
  | 'property became optional'
  | 'type changed'
  | 'type widened'
  | 'word removed'
  | 'word added'
  | 'constraint tightened'
  | 'constraint loosened'
  | 'keyword changed'
  | 'event removed'

export type BreakingChange = {
  readonly rule: Rule
  readonly hurts: Hurt
  /** Where: `lines[].unitPrice.amount`; empty for the data as a whole. */
  readonly property: string
  readonly detail: string
}

/** A change, before it is known where. */
export type Difference = Omit<BreakingChange, 'property'>
