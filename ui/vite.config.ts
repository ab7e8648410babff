import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

export default defineConfig({
  plugins: [react()],
  server: { port: 5173, strictPort: true },
  // Inlined assets would be data: addresses, which the content policy refuses.
  build: { target: "safari15", assetsInlineLimit: 0, modulePreload: { polyfill: false } },
  test: { environment: "jsdom", setupFiles: ["src/test-setup.ts"], css: false },
});
