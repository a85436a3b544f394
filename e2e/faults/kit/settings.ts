/** One buyer may order hundreds of times at once. No parcel moves, so that every order can be cancelled; deadlines are short; faults may be planned. */
export const settings: Readonly<Record<string, string>> = {
  FAULTS: 'on',
  OPEN_CALLS_PER_USER: '1000',
  PARCEL_SIMULATOR: 'off',
  PAYMENT_DEADLINE_SECONDS: '90',
  UNATTENDED_SECONDS: '10',
  WATCH_EVERY_MS: '5000',
  RESTART_PAUSE_MAX_MS: '1000',
}
