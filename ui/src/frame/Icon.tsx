const PATHS = {
  mail: "M3 6.5h18v11H3z M3.5 7l8.5 6.5L20.5 7",
  check: "M5 12.5l4.5 4.5L19 7.5",
  no: "M6.5 6.5l11 11 M17.5 6.5l-11 11",
  warn: "M12 4.5L21 19.5H3z M12 10v4.5 M12 17v.01",
  find: "M10.5 4.5a6 6 0 1 1 0 12 6 6 0 0 1 0-12z M15 15l5 5",
  book: "M5 4.5h11.5a2 2 0 0 1 2 2v13H7a2 2 0 0 1-2-2z M5 17.5a2 2 0 0 1 2-2h11.5",
  person: "M12 4a3.8 3.8 0 1 1 0 7.6A3.8 3.8 0 0 1 12 4z M4.5 20c.6-4 3.6-6 7.5-6s6.9 2 7.5 6",
  next: "M5 12h13 M13 7l5 5-5 5",
  stop: "M12 4a8 8 0 1 1 0 16 8 8 0 0 1 0-16z M8.5 12h7",
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name, size = 16 }: { name: IconName; size?: number }) {
  return (
    <svg className="i" viewBox="0 0 24 24" width={size} height={size} aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}
