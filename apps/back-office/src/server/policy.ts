import type { BackOfficeConfig } from './config.ts'

/**
 * What the page may load and ask (Content Security Policy Level 3): its own files, and the gateway and services that it calls.
 */
export function policyOf({
  publicUrl,
  publicServiceUrls,
}: Pick<BackOfficeConfig, 'publicUrl' | 'publicServiceUrls'>): string {
  const { origin } = new URL(publicUrl)
  const services = Object.values(publicServiceUrls).map((url) => new URL(url).origin)
  return [
    "default-src 'self'",
    "script-src 'self'",
    // Mantine writes styles into the page and attributes
    "style-src 'self' 'unsafe-inline'",
    `img-src 'self' data: blob: ${origin}`,
    `connect-src ${["'self'", ...new Set([origin, ...services])].join(' ')}`,
    "object-src 'none'",
    "base-uri 'self'",
    "frame-ancestors 'none'",
    "form-action 'self'",
  ].join('; ')
}
