import type { Localized } from '@comptoir/site/localized'

/** Whether a text is there in any language. */
export const hasText = ({ fr, en }: Localized): boolean => Boolean(fr || en)

/** A text in both languages, where two versions of it stand side by side. */
export const bothTexts = ({ fr, en }: Localized): string => [fr, en].filter(Boolean).join(' / ')
