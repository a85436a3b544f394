/** The header that says of which version something is a change; none when that is not known. */
export const ifMatch = (version: string | number | undefined): Readonly<Record<string, string>> =>
  version === undefined ? {} : { 'if-match': `"${version}"` }
