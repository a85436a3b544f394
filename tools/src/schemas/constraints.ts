import { lookUp } from '@comptoir/contracts/look-up'
import type { Difference } from './breaking-change.ts'
import type { JsonSchema } from './event-schemas.ts'

const lowerBounds = ['minLength', 'minimum', 'exclusiveMinimum', 'minItems']
const upperBounds = ['maxLength', 'maximum', 'exclusiveMaximum', 'maxItems']
/** Two different ones cannot be compared: any change may refuse what lies in the logs. */
const opaque = ['pattern', 'format', 'multipleOf', 'uniqueItems']

/** How the bounds and patterns of two versions differ: tightened, they refuse old events; loosened, old readers refuse. */
export function constraintChanges(before: JsonSchema, after: JsonSchema): Difference[] {
  return constraintChanges.keywords
    .filter((name) => lookUp(before, name) !== lookUp(after, name))
    .map((name): Difference => {
      const [was, is] = [lookUp(before, name), lookUp(after, name)]
      const detail = `${name} ${was ?? 'none'} → ${is ?? 'none'}`
      const isLoosened = is === undefined || (was !== undefined && isLooser(name, was, is))
      return isLoosened
        ? { rule: 'constraint loosened', hurts: 'old readers', detail }
        : { rule: 'constraint tightened', hurts: 'old events', detail }
    })
}

/** The keywords that it compares. */
constraintChanges.keywords = [...lowerBounds, ...upperBounds, ...opaque]

function isLooser(name: string, was: unknown, is: unknown): boolean {
  if (lowerBounds.includes(name)) return Number(is) < Number(was)
  return upperBounds.includes(name) && Number(is) > Number(was)
}
