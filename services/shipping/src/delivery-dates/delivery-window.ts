import type { DeliveryWindow } from '@comptoir/contracts/shipping/schemas'
import { addDays, addWorkingDays, isWorkingDay, workingDayFrom } from '@comptoir/money/working-days'

/** When parcels leave: what is ordered before `cutOff` (`14:00`, on the clocks of the time zone) leaves the same working day. */
export type Dispatching = { readonly cutOff: string; readonly timeZone: string }

/** Working days that a carrier takes. */
type Days = { readonly min: number; readonly max: number }

/** When something that is ordered now leaves and arrives. */
export function deliveryWindow(
  days: Days,
  { cutOff, timeZone }: Dispatching,
  now: Date,
): DeliveryWindow {
  const { day, time } = localTime(now, timeZone)
  const isToday = isWorkingDay(day) && time < cutOff
  const dispatchOn = isToday ? day : workingDayFrom(addDays(day, 1))
  return {
    dispatchOn,
    orderBefore: instantOf(dispatchOn, cutOff, timeZone).toISOString(),
    from: addWorkingDays(dispatchOn, days.min),
    to: addWorkingDays(dispatchOn, days.max),
  }
}

/** What clocks of a time zone show: the day, and hours and minutes. */
function localTime(at: Date, timeZone: string): { day: string; time: string } {
  const options = { timeZone, dateStyle: 'short', timeStyle: 'medium' } as const
  const [day = '', time = ''] = new Intl.DateTimeFormat('sv-SE', options).format(at).split(' ')
  return { day, time: time.slice(0, 5) }
}

/**
 * The moment at which clocks show a time on a day. The offset there is looked up twice, since it may change in between; a time
 * that clocks skip is taken as if they had not.
 */
function instantOf(day: string, time: string, timeZone: string): Date {
  const asUtc = Date.parse(`${day}T${time}:00Z`)
  const offsetAt = (ms: number) => {
    const shown = localTime(new Date(ms), timeZone)
    return Date.parse(`${shown.day}T${shown.time}:00Z`) - ms
  }
  const near = asUtc - offsetAt(asUtc)
  return new Date(asUtc - offsetAt(near))
}
