import { useSyncExternalStore } from "react";

export type Page = "today" | "rules";

/** Which page the address names; today's queue where it names none. */
export function usePage(): Page {
  return useSyncExternalStore(listening, named);
}

function named(): Page {
  return /^#\/rules(\/|$)/.test(window.location.hash) ? "rules" : "today";
}

function listening(moved: () => void) {
  window.addEventListener("hashchange", moved);
  return () => window.removeEventListener("hashchange", moved);
}
