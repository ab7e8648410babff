import { useEffect, useState } from "react";

export const THEMES = ["system", "light", "dark", "contrast"] as const;
export type Theme = (typeof THEMES)[number];
export const TEXT_SCALES = [1, 1.25, 1.5] as const;
export type TextScale = (typeof TEXT_SCALES)[number];

/** The officer's choice of theme and text size, kept on this machine. */
export function useLook() {
  const [theme, setTheme] = useState<Theme>(() => kept("theme", THEMES, "system"));
  const [scale, setScale] = useState<TextScale>(() => kept("text-scale", TEXT_SCALES, 1));
  useEffect(() => {
    const root = document.documentElement;
    if (theme === "system") delete root.dataset.theme;
    else root.dataset.theme = theme;
    keep("theme", theme);
  }, [theme]);
  useEffect(() => {
    document.documentElement.style.setProperty("--text-scale", String(scale));
    keep("text-scale", String(scale));
  }, [scale]);
  return { theme, setTheme, scale, setScale };
}

function kept<T extends string | number>(key: string, known: readonly T[], otherwise: T): T {
  const text = window.localStorage.getItem(`look.${key}`);
  return known.find((one) => String(one) === text) ?? otherwise;
}

function keep(key: string, text: string) {
  window.localStorage.setItem(`look.${key}`, text);
}
