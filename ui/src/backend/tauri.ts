import { invoke } from "@tauri-apps/api/core";
import { backendThrough } from "./backend";

export const tauri = backendThrough((name, args) => invoke(name, args));
