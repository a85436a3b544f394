import type { Draft } from '@comptoir/site/conversation-draft'

/** What is being written as this tab keeps it: nothing when there is nothing to keep. */
export const keptMessage = ({ text, sent }: Draft): string =>
  text === '' && sent === undefined ? '' : JSON.stringify({ text, sent })

/** What was kept; an empty one when it cannot be read. */
export function readMessage(kept: string): Draft {
  try {
    const { text, sent } = JSON.parse(kept) as Partial<Draft>
    return { text: typeof text === 'string' ? text : '', sent }
  } catch {
    return { text: '' }
  }
}
