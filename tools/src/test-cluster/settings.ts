/**
 * Settings of the drills: no parcel moves, deadlines are short, one buyer may order hundreds of
 * times at once, and stuck orders and the traces of old sidecars are found soon.
 */
export const drillEnvironment = {
  GROUP_SWEEP_SECONDS: '5',
  OPEN_CALLS_PER_USER: '1000',
  PARCEL_SIMULATOR: 'off',
  PAYMENT_DEADLINE_SECONDS: '90',
  UNATTENDED_SECONDS: '10',
  WATCH_EVERY_MS: '5000',
}

/** The same as values of the chart. */
export const drillSettings = Object.entries(drillEnvironment).flatMap(([name, value]) => [
  '--set-string',
  `serviceDefaults.env.${name}=${value}`,
])

/** The journeys take the link to a guest's order from the answer: they read no mail. */
export const journeySettings = ['--set-string', 'serviceDefaults.env.ORDER_LINKS_IN_ANSWER=on']
