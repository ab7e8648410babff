const PATHS = {
  mail: "M3 6.5h18v11H3z M3.5 7l8.5 6.5L20.5 7",
  check: "M5 12.5l4.5 4.5L19 7.5",
  no: "M6.5 6.5l11 11 M17.5 6.5l-11 11",
  warn: "M12 4.5L21 19.5H3z M12 10v4.5 M12 17v.01",
  find: "M10.5 4.5a6 6 0 1 1 0 12 6 6 0 0 1 0-12z M15 15l5 5",
  book: "M5 4.5h11.5a2 2 0 0 1 2 2v13H7a2 2 0 0 1-2-2z M5 17.5a2 2 0 0 1 2-2h11.5",
  person: "M12 4a3.8 3.8 0 1 1 0 7.6A3.8 3.8 0 0 1 12 4z M4.5 20c.6-4 3.6-6 7.5-6s6.9 2 7.5 6",
  next: "M5 12h13 M13 7l5 5-5 5",
  inbox: "M4 5h16v14H4z M4 13h4.5l1.5 2.5h4l1.5-2.5H20",
  back: "M8.5 5L4 9.5 8.5 14 M4 9.5h10a5.5 5.5 0 0 1 0 11h-3",
  video: "M3 8a2 2 0 0 1 2-2h8.5a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2z M15.5 10.5l5.5-3v9l-5.5-3",
  seal: "M12 3v7 M8.5 8.5h7 M7 14h10l1.5 4h-13z M5 21h14",
  file: "M6 3h8l4.5 4.5V21H6z M14 3v5h4.5",
  pick: "M6 3h9l4 4v14H6z M9.5 11v6 M12 11v6 M14.5 11v6",
  clock: "M12 3.5a8.5 8.5 0 1 1 0 17 8.5 8.5 0 0 1 0-17z M12 7v5.2l3.3 2",
  live: "M4 9.5a12 12 0 0 1 16 0 M7 13a7.5 7.5 0 0 1 10 0 M12 17.5v.1",
  off: "M4 9.5a12 12 0 0 1 4-2.4 M20 9.5a12 12 0 0 0-8-3.2 M7 13a7.5 7.5 0 0 1 4-2 M17 13a7 7 0 0 0-2-1.3 M12 18.2v.1 M4 4l16 16",
  lock: "M5 12.5A1.5 1.5 0 0 1 6.5 11h11a1.5 1.5 0 0 1 1.5 1.5v6a1.5 1.5 0 0 1-1.5 1.5h-11A1.5 1.5 0 0 1 5 18.5z M8 11V8a4 4 0 0 1 8 0v3",
  server: "M4 5.5h16v5H4z M4 13.5h16v5H4z M7.5 8h.1 M7.5 16h.1",
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
