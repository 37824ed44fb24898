import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';
import { compress } from './build/compress.ts';
import { locales } from './build/locales.ts';
import { precache } from './build/precache.ts';
import { words } from './build/serverWords.ts';
import { light, tokenCss } from './src/ui/tokens.ts';

const tokens: Plugin = {
  name: 'lianfang-tokens',
  transformIndexHtml: () => [
    { tag: 'style', children: tokenCss, injectTo: 'head-prepend' },
    { tag: 'meta', attrs: { name: 'theme-color', content: light.ground }, injectTo: 'head' },
  ],
};

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));
const offline = precache();

export default defineConfig({
  plugins: [
    tokens,
    locales(path('./src/locales')),
    words(path('..')),
    offline.plugin,
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
      strategies: 'injectManifest',
      srcDir: 'src/worker',
      filename: 'sw.ts',
      injectManifest: {
        // Only what a phone needs before it can work offline; other pages are kept when first opened.
        globPatterns: ['**/*.{html,js,css,svg}'],
        manifestTransforms: [
          (entries) => ({
            manifest: entries.filter(
              (e) => offline.wanted.has(e.url) || /^(index\.html|icon\.svg)$/.test(e.url),
            ),
          }),
        ],
      },
    }),
    compress(path('./dist')),
  ],
  // The server compares Origin with Host: it must hear the one the browser asked.
  server: {
    proxy: { '/api': { target: process.env.LIANFANG_API ?? 'http://127.0.0.1:3000', changeOrigin: false } },
  },
  build: {
    target: 'es2023',
    chunkSizeWarningLimit: 700,
    rolldownOptions: {
      output: {
        // One file of what every page needs and rarely changes: few requests on a bad network.
        codeSplitting: {
          groups: [
            {
              name: 'base',
              test: /node_modules[\\/](react|react-dom|scheduler|@tanstack|i18next|react-i18next)[\\/]/,
            },
          ],
        },
      },
    },
  },
});
