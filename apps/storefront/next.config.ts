import type { NextConfig } from 'next'

const config: NextConfig = {
  poweredByHeader: false,
  // what is for one visitor, and files for those who take no Brotli
  compress: true,
  generateEtags: false,
  reactStrictMode: true,
  images: { unoptimized: true },
  devIndicators: false,
  // the memory in front keys pages by these headers itself, and drops the parameter that repeats them
  experimental: { validateRSCRequestHeaders: false },
}

export default config
