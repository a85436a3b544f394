import type { Consumption } from '@comptoir/contracts/platform/consumption'
import type { Discrepancy, TimeLimits } from '../discrepancy.ts'
import type { Books } from '../read-books.ts'

/** The tail of a healthy consumer is at most this old, however busy its broker is. */
const tailSeconds = 60
/** A marker of a write that never landed is dropped after ten minutes. */
const markerSeconds = 900

/** Every event in every log was handled by every consumer, and none had to be given up. */
export function deliveryFaults(books: Books, { graceSeconds }: TimeLimits): Discrepancy[] {
  const ageOf = (at: string | undefined) =>
    at === undefined ? 0 : (books.readAt.getTime() - Date.parse(at)) / 1000
  const late = Math.min(graceSeconds, tailSeconds)
  return [
    ...books.silent.map((service) => fault(service, 'does not answer')),
    ...books.consumption.flatMap((one) => waitingFaults(one, (at) => ageOf(at) > late)),
    ...books.consumption
      .filter(({ oldestUnsentAt }) => ageOf(oldestUnsentAt) > markerSeconds)
      .map(({ service, unsent }) => fault(service, `${unsent} writes whose events may not be out`)),
    ...books.deadLetters.map(({ service, event, reason }) =>
      fault(service, `dead letter ${event.type} ${event.id}: ${reason}`),
    ),
  ]
}

function waitingFaults(
  { service, producers }: Consumption,
  isLate: (at: string | undefined) => boolean,
): Discrepancy[] {
  return producers
    .filter(({ oldestWaitingAt }) => isLate(oldestWaitingAt))
    .map(({ producer, waiting }) => fault(service, `has not handled ${waiting} of ${producer}`))
}

const fault = (subject: string, what: string): Discrepancy => ({ rule: 'events', subject, what })
