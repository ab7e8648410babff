import { describe, expect, test } from "vitest";
import type { Arrow, LifeMap, Station } from "../../backend/bindings";
import { twin } from "../../backend/twin";
import { headOf, lineOf, NODE, neighbour, placeOf, routeOf, VIEW } from "./layout";

const map: LifeMap = (await twin.rulebook("BRU")).life;
const states = map.states.map((one) => one.status);

function box({ status }: Station) {
  const [x, y] = placeOf(status);
  return {
    left: x - NODE.width / 2,
    right: x + NODE.width / 2,
    top: y - NODE.height / 2,
    bottom: y + NODE.height / 2,
  };
}

describe("the picture", () => {
  test("has a place for every state, and none lies on another or outside", () => {
    const boxes = map.states.map(box);
    for (const one of boxes) {
      expect(one.left).toBeGreaterThanOrEqual(VIEW.x);
      expect(one.right).toBeLessThanOrEqual(VIEW.x + VIEW.width);
      expect(one.top).toBeGreaterThanOrEqual(VIEW.y);
      expect(one.bottom).toBeLessThanOrEqual(VIEW.y + VIEW.height);
      const others = boxes.filter((other) => other !== one);
      const hit = others.some(
        (other) =>
          one.left < other.right &&
          other.left < one.right &&
          one.top < other.bottom &&
          other.top < one.bottom,
      );
      expect(hit).toBe(false);
    }
  });

  test.each(map.arrows)("draws $id from $from to $to between their edges", (arrow: Arrow) => {
    const { points, label } = routeOf(arrow);
    expect(touches(points[0], arrow.from)).toBe(true);
    expect(touches(points.at(-1), arrow.to)).toBe(true);
    expect(label[0]).toBeGreaterThan(VIEW.x);
    expect(lineOf(points)).not.toContain("NaN");
    expect(headOf(points)).not.toContain("NaN");
  });

  test.each(map.arrows)("runs $id from $from to $to along no other state", ({ id, from, to }: Arrow) => {
    const { points } = routeOf({ id, from, to });
    const crossed = map.states.filter(
      ({ status }) => status !== from && status !== to && crosses(points, status),
    );
    expect(crossed.map((one) => one.status)).toEqual([]);
  });

  test("lets arrow keys come to every state", () => {
    const seen = new Set(["FIRST_REVIEW" as const, ...[]] as typeof states);
    for (const status of seen) {
      for (const direction of ["up", "down", "left", "right"] as const)
        seen.add(neighbour(status, direction, states));
    }
    expect([...seen].sort()).toEqual([...states].sort());
  });
});

function edges(status: Station["status"]) {
  const [x, y] = placeOf(status);
  return { x, y, halfWidth: NODE.width / 2, halfHeight: NODE.height / 2 };
}

function touches(point: readonly [number, number] | undefined, status: Station["status"]): boolean {
  if (!point) return false;
  const { x, y, halfWidth, halfHeight } = edges(status);
  const [dx, dy] = [Math.abs(point[0] - x), Math.abs(point[1] - y)];
  return (dx === halfWidth && dy <= halfHeight) || (dy === halfHeight && dx <= halfWidth);
}

function crosses(points: readonly (readonly [number, number])[], status: Station["status"]): boolean {
  const { x, y, halfWidth, halfHeight } = edges(status);
  return points.some((point, index) => {
    const next = points[index + 1];
    if (!next) return false;
    const [left, right] = [Math.min(point[0], next[0]), Math.max(point[0], next[0])];
    const [top, bottom] = [Math.min(point[1], next[1]), Math.max(point[1], next[1])];
    return right > x - halfWidth && left < x + halfWidth && bottom > y - halfHeight && top < y + halfHeight;
  });
}
