import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import type { Backend } from "./backend/backend";
import { Desk } from "./Desk";
import "./look/tokens.css";
import "./look/base.css";
import "./features/queue/queue.css";
import "./features/rulebook/rulebook.css";

async function answering(): Promise<Backend> {
  if (import.meta.env.MODE === "twin") return (await import("./backend/twin")).twin;
  return (await import("./backend/tauri")).tauri;
}

const root = document.getElementById("desk");
if (root) {
  answering().then((backend) =>
    createRoot(root).render(
      <StrictMode>
        <Desk backend={backend} />
      </StrictMode>,
    ),
  );
}
