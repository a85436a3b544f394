import type { Answer } from '../../visitor/ask.ts'

export type Opened = { readonly orderId: string }

/**
 * Opens the order of a mail's link. A link opens once: whoever asks meanwhile, as strict mode does, or afterwards is told the same. Where
 * the link was not looked at it still opens, and is asked for again.
 */
export function createLinkOpening(send: (link: string) => Promise<Answer<Opened>>) {
  const known = new Map<string, Promise<Answer<Opened>>>()
  return function open(link: string): Promise<Answer<Opened>> {
    const before = known.get(link)
    if (before !== undefined) return before
    const opening = send(link).then((answer) => {
      if ('problem' in answer && answer.problem.code !== 'invalid_token') known.delete(link)
      return answer
    })
    known.set(link, opening)
    return opening
  }
}
