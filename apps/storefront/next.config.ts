import type { NextConfig } from 'next'

const config: NextConfig = {
  poweredByHeader: false,
  compress: false,
  generateEtags: false,
  reactStrictMode: true,
  images: { unoptimized: true },
  devIndicators: false,
  // the memory in front keys pages by these headers itself, and drops the parameter that repeats them
  experimental: { validateRSCRequestHeaders: false },
}

export default config
