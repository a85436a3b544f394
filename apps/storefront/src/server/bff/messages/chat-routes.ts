import type { ServiceApp } from '@comptoir/service/app'
import { refuse } from '@comptoir/service/problems/refusal'
import { z } from 'zod'
import { answerProblem, answerValue, attempt, read } from '../answers.ts'
import type { OpenVisit } from '../visit.ts'
import { forgetLinkedChat } from './chat-reference.ts'
import type { Chats } from './chats.ts'
import { usedOnly } from './used-only.ts'

const orderId = z.string().max(80)
/** The service checks the rest, and says which field is wrong. */
const Opening = z.looseObject({ orderId: orderId.optional() })
const About = z.object({ orderId })
const Link = z.object({
  token: z.string().regex(/^[\w~-]{1,80}\.[\w-]{1,100}$/),
  replaces: z.boolean().default(false),
})

const one = '/bff/conversations/:conversationId'
const operations = [
  ...['POST /bff/conversations', `GET ${one}`, `GET ${one}/messages`, `POST ${one}/messages`],
  ...[`GET ${one}/events`, `POST ${one}/read`, `POST ${one}/typing`, `POST ${one}/close`],
  ...[`PUT ${one}/order`, `PUT ${one}/rating`, `GET ${one}/images/:imageId`],
]

export type ChatDeps = { readonly openVisit: OpenVisit; readonly chats: Chats }

/** The chat: how it begins. What is said then is passed on, with the guest's token from the cookie, which no page sees. */
export function addChatRoutes(app: ServiceApp, { openVisit, chats }: ChatDeps): void {
  app.use('/bff/conversations/*', usedOnly(operations))

  app.get('/bff/chat', async (c) => {
    const visit = openVisit(c)
    const outcome = await attempt(visit, () => chats.overview(visit))
    if ('problem' in outcome) return answerProblem(c, visit, outcome.problem)
    return answerValue(c, visit, outcome.value)
  })

  app.post('/bff/chat/links', async (c) => {
    const { value } = await read(c, Link)
    const visit = openVisit(c)
    const outcome = await attempt(visit, () => chats.openLink(visit, value))
    if ('problem' in outcome) return answerProblem(c, visit, outcome.problem)
    if (!outcome.value) throw refuse('not_found')
    return answerValue(c, visit, outcome.value)
  })

  app.post('/bff/conversations', async (c) => {
    const { value } = await read(c, Opening)
    const visit = openVisit(c)
    const outcome = await attempt(visit, () => chats.open(visit, value))
    if ('problem' in outcome) return answerProblem(c, visit, outcome.problem)
    const { conversationToken, ...opened } = outcome.value
    if (conversationToken !== undefined) visit.jar.set('chat', conversationToken)
    // of the account: what a link opened before is not what one writes in now
    else forgetLinkedChat(visit.jar)
    return answerValue(c, visit, opened)
  })

  app.put(`${one}/order`, async (c) => {
    const { value } = await read(c, About)
    const visit = openVisit(c)
    const conversationId = c.req.param('conversationId') ?? ''
    const outcome = await attempt(visit, () =>
      chats.attachOrder(visit, conversationId, value.orderId),
    )
    if ('problem' in outcome) return answerProblem(c, visit, outcome.problem)
    return answerValue(c, visit, outcome.value)
  })
}
