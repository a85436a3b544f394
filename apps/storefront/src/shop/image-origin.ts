/** Where browsers load pictures from. */
export const imageOrigin = (): string => process.env['PUBLIC_IMAGE_URL'] ?? 'http://localhost:8080'
