import { useCallback, useEffect, useState } from "react";
import type { BusinessCode, PostBrief, RulebookPage, StatusCode, WhoCode } from "../../backend/bindings";

/** Where the reader is: kept in the address, so that it outlives a reload and can be handed on. */
export type Wanted = { post: string; business: string; state: string; who: string };

const FIRST: Wanted = { post: "", business: "PP_RENEW", state: "FIRST_REVIEW", who: "first_reviewer" };

export function useWanted(): [Wanted, (change: Partial<Wanted>) => void] {
  const [wanted, setWanted] = useState(() => fromAddress(window.location.hash));
  useEffect(() => {
    const moved = () => setWanted(fromAddress(window.location.hash));
    window.addEventListener("hashchange", moved);
    return () => window.removeEventListener("hashchange", moved);
  }, []);
  const go = useCallback((change: Partial<Wanted>) => {
    setWanted((before) => {
      const after = { ...before, ...change };
      window.history.replaceState(null, "", toAddress(after));
      return after;
    });
  }, []);
  return [wanted, go];
}

function fromAddress(hash: string): Wanted {
  const [, , ...parts] = hash.split("/");
  const [post = "", business, state, who] = parts.map(decoded);
  return {
    post: post || FIRST.post,
    business: business || FIRST.business,
    state: state || FIRST.state,
    who: who || FIRST.who,
  };
}

function toAddress({ post, business, state, who }: Wanted): string {
  return `#/rules/${[post, business, state, who].map(encodeURIComponent).join("/")}`;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

export type Place = { post: string; business: BusinessCode; state: StatusCode; who: WhoCode };

/** What of the wanted place there is; `bad` names the first part there is not. */
export function settle(wanted: Wanted, page: RulebookPage): { place: Place; bad: string | null } {
  const business = page.life.businesses.find((one) => one.business === wanted.business)?.business;
  const state = page.life.states.find((one) => one.status === wanted.state)?.status;
  const who = page.who.find((one) => one.who === wanted.who)?.who;
  return {
    place: {
      post: page.post.code,
      business: business ?? "PP_RENEW",
      state: state ?? "FIRST_REVIEW",
      who: who ?? "first_reviewer",
    },
    bad:
      business === undefined ? wanted.business : state === undefined ? wanted.state : who ? null : wanted.who,
  };
}

/** The post wanted, or the first; `bad` when there is no such post. */
export function settlePost(
  wanted: Wanted,
  posts: PostBrief[],
): { post: PostBrief | undefined; bad: string | null } {
  const found = posts.find((one) => one.code === wanted.post);
  return { post: found ?? posts[0], bad: found || wanted.post === "" ? null : wanted.post };
}
