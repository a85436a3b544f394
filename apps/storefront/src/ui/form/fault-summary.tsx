import { Alert } from '../alert.tsx'

/** A field that is not right: its id, what it is called, and what to do about it. */
export type FieldFault = { readonly field: string; readonly label: string; readonly text: string }

type FaultSummaryProps = { readonly title: string; readonly faults: readonly FieldFault[] }

/** Everything that keeps a form from being sent, in one place that takes the focus; each leads to its field. */
export function FaultSummary({ title, faults }: FaultSummaryProps) {
  if (faults.length === 0) return null
  return (
    <Alert takesFocus>
      <p>{title}</p>
      <ul>
        {faults.map(({ field, label, text }) => (
          <li key={field}>
            <a href={`#${field}`}>{label}</a> · {text}
          </li>
        ))}
      </ul>
    </Alert>
  )
}
