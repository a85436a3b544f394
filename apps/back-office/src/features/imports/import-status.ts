import type {
  ProductImport,
  ProductImportMapping,
  ProductImportStatus,
} from '@comptoir/contracts/catalog/product-import-routes'
import type { ImportMessages } from '../../messages/catalogue/imports.ts'
import type { StatusTone } from '../../ui/status-badge.tsx'

export const importTones: Readonly<Record<ProductImportStatus, StatusTone>> = {
  uploaded: 'attention',
  checking: 'calm',
  checked: 'attention',
  running: 'calm',
  paused: 'attention',
  done: 'good',
  cancelled: 'ended',
  unusable: 'bad',
  failed: 'bad',
}

/** Whether the service is at it now: then it is read again and again. */
export const isAtWork = ({ status }: Pick<ProductImport, 'status'>): boolean =>
  status === 'checking' || status === 'running'

/** By what the file is read, in a word; nothing when that is not said yet. */
export function sourceText(
  mapping: ProductImportMapping | undefined,
  { mapping: texts }: ImportMessages,
): string | undefined {
  if (!mapping) return undefined
  return mapping.preset ? texts.presets[mapping.preset] : texts.own
}
