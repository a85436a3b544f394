import type { DataExport } from '@comptoir/contracts/accounts/personal-data-routes'

/** Where a page of this site gets the archive; nothing as long as there is none, nor for a link to elsewhere. */
export function downloadPath({ link }: Pick<DataExport, 'link'>): string | undefined {
  const [, path] = /^\/api\/(data-exports\/.+)$/.exec(link?.path ?? '') ?? []
  return path && `/bff/${path}`
}
