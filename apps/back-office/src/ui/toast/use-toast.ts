import { useOffice } from '../../office.tsx'
import type { Toast } from './toasts.ts'

/**
 * Confirms what was done in a word, with a way to take it back.
 * @example toast(texts.archived(n), () => call('POST …/restore', …))
 */
export function useToast(): (text: string, undo?: Toast['undo']) => void {
  return useOffice().toasts.show
}
