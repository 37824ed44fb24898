import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';
import { locales } from './build/locales.ts';
import { light, tokenCss } from './src/ui/tokens.ts';

const tokens: Plugin = {
  name: 'lianfang-tokens',
  transformIndexHtml: () => [
    { tag: 'style', children: tokenCss, injectTo: 'head-prepend' },
    { tag: 'meta', attrs: { name: 'theme-color', content: light.ground }, injectTo: 'head' },
  ],
};

export default defineConfig({
  plugins: [
    tokens,
    locales(fileURLToPath(new URL('./src/locales', import.meta.url))),
    react(),
    VitePWA({
      registerType: 'prompt',
      manifest: {
        name: '联防 校园联防联控',
        short_name: '联防',
        lang: 'zh-CN',
        start_url: '/',
        display: 'standalone',
        background_color: light.ground,
        theme_color: light.ground,
        icons: [
          { src: '/icon.svg', sizes: 'any', type: 'image/svg+xml' },
          { src: '/icon-192.png', sizes: '192x192', type: 'image/png' },
          { src: '/icon-512.png', sizes: '512x512', type: 'image/png' },
          { src: '/icon-maskable.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
        ],
      },
      workbox: {
        // Only what the phone needs before it can work offline; desktop pages are cached when first opened.
        globPatterns: ['index.html', 'assets/{index,shell,vendor,light}-*.{js,css}', 'icon.svg'],
        navigateFallback: '/index.html',
        navigateFallbackDenylist: [/^\/api\//, /^\/health$/],
        runtimeCaching: [
          {
            urlPattern: /\/assets\/.*\.(js|css|woff2)$/,
            handler: 'CacheFirst',
            options: { cacheName: 'assets', expiration: { maxEntries: 200 } },
          },
        ],
      },
    }),
  ],
  server: { proxy: { '/api': process.env.LIANFANG_API ?? 'http://127.0.0.1:3000' } },
  build: { target: 'es2023', chunkSizeWarningLimit: 700 },
});
