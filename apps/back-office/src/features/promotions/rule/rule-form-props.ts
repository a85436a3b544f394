import type { Form } from '../../../ui/form/use-form.ts'
import type { RuleValues } from './rule-values.ts'

/** What the parts of the form of a promotion are given. */
export type RuleFormProps = { readonly form: Form<RuleValues> }
