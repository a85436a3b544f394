import { randomBytes } from 'node:crypto'
import { createServiceApp, type ServiceApp } from '@comptoir/service/app'
import { visitorAddress } from '@comptoir/service/auth/address-behind-proxies'
import { requireSameOrigin } from '@comptoir/service/http/same-origin'
import { answerUndeclared } from '@comptoir/service/http/undeclared-route'
import type { Logger } from '@comptoir/service/observability/log'
import { refuse } from '@comptoir/service/problems/refusal'
import { createCall } from '@comptoir/site/call'
import type { PageConfig } from '../answers.ts'
import { type BuiltFile, serveFiles } from './built-files.ts'
import type { BackOfficeConfig } from './config.ts'
import { staffCookie } from './cookie.ts'
import { policyOf } from './policy.ts'
import { addSessionRoutes } from './session-routes.ts'

export const info = {
  appId: 'back-office',
  title: 'Back office',
  description: 'Where staff work.',
}

export type Deps = {
  readonly config: BackOfficeConfig
  readonly files: readonly BuiltFile[]
  readonly log: Logger
  readonly fetch?: typeof fetch
}

const bodyLimitBytes = 64 * 1024

/** The back office: its built files, the session of who works there, and where its pages find the API. */
export function createApp({ config, files, log, fetch }: Deps): ServiceApp {
  const answerFile = serveFiles(files, policyOf(config))
  const app = createServiceApp({
    ...{ ...info, log, bodyLimitBytes },
    // tokens are for the API, and no sidecar stands beside this program
    verify: async () => {
      throw refuse('invalid_token')
    },
    appToken: randomBytes(32).toString('base64url'),
    memory: (target, { headers }) => answerFile(target, String(headers['accept-encoding'] ?? '')),
    entrance: () => undefined,
  })
  const { publicUrl, publicServiceUrls, publicOfficeUrl, apiUrl, trustedProxyHops } = config
  app.use('/session/*', requireSameOrigin(new URL(publicOfficeUrl).origin))
  addSessionRoutes(app, {
    call: createCall({ origin: () => apiUrl, ...(fetch && { fetch }) }),
    cookie: staffCookie(publicOfficeUrl.startsWith('https:')),
    log,
    addressOf: visitorAddress(trustedProxyHops),
  })
  app.get('/config.json', (c) => {
    c.header('cache-control', 'no-store')
    const { publicShopUrl: shopUrl } = config
    const answer: PageConfig = { gatewayUrl: publicUrl, serviceUrls: publicServiceUrls, shopUrl }
    return c.json(answer)
  })
  app.notFound((c) => {
    const file = ['GET', 'HEAD'].includes(c.req.method)
      ? answerFile(c.req.path, c.req.header('accept-encoding'))
      : undefined
    if (file) return c.body(file.body, 200, { ...file.headers })
    return answerUndeclared(c.req.method, [])
  })
  return app
}
