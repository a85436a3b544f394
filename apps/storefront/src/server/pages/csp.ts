import { createHash } from 'node:crypto'

const inlineScript = /<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/gi

/**
 * The policy of a remembered page: of inline scripts only those that it had when it was rendered may run, by their hashes
 * (Content Security Policy Level 3, section 2.3.1). No nonce can stand in a page that everyone gets.
 */
export function policyOf(html: string, imageOrigin: string): string {
  const hashes = new Set<string>()
  for (const [, script = ''] of html.matchAll(inlineScript)) hashes.add(hashOf(script))
  return policy(imageOrigin, [...hashes])
}

/** The policy of a page for one visitor: its scripts carry the nonce, which is new with every answer. */
export const noncePolicy = (imageOrigin: string, nonce: string): string =>
  policy(imageOrigin, [`'nonce-${nonce}'`])

function policy(imageOrigin: string, scripts: readonly string[]): string {
  return [
    "default-src 'self'",
    `script-src ${["'self'", ...scripts].join(' ')}`,
    // React writes style attributes
    "style-src 'self' 'unsafe-inline'",
    `img-src 'self' data: ${imageOrigin}`,
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'self'",
    "frame-ancestors 'none'",
    "form-action 'self'",
  ].join('; ')
}

function hashOf(script: string): string {
  return `'sha256-${createHash('sha256').update(script).digest('base64')}'`
}
