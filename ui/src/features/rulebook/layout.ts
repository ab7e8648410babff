// Where states stand on the picture and how arrows run between them. Which states and arrows there are
// comes from the desk; one this table does not know is still drawn, straight.
import type { Arrow, StatusCode } from "../../backend/bindings";

export type Point = readonly [x: number, y: number];
export type Route = { points: Point[]; label: Point };

export const NODE = { width: 112, height: 34 };
export const VIEW = { x: -6, y: 6, width: 662, height: 632 };

const LEFT = 92;
const MAIN = 316;
const RIGHT = 588;

const PLACES: Record<StatusCode, Point> = {
  DRAFT: [LEFT, 30],
  PENDING_PAYMENT: [MAIN, 30],
  EXPIRED: [RIGHT, 30],
  SUPPLEMENT: [LEFT, 130],
  FIRST_REVIEW: [MAIN, 130],
  REJECTED: [RIGHT, 178],
  INTERVIEW_TO_BOOK: [LEFT, 218],
  INTERVIEW_BOOKED: [LEFT, 296],
  SECOND_REVIEW: [MAIN, 330],
  ONSITE_TO_BOOK: [RIGHT, 330],
  CANCELLED: [LEFT, 384],
  TO_MAKE: [MAIN, 412],
  ONSITE_BOOKED: [RIGHT, 412],
  MADE: [MAIN, 484],
  PENSION_PROCESSING: [LEFT, 484],
  TO_COLLECT: [236, 552],
  TO_MAIL: [396, 552],
  PENSION_OK: [LEFT, 552],
  DONE: [MAIN, 612],
  PENSION_FAIL: [LEFT, 612],
};

const ROUTES: Record<string, [label: Point, ...points: Point[]]> = {
  "T01 DRAFT PENDING_PAYMENT": [
    [204, 30],
    [148, 30],
    [260, 30],
  ],
  "T02 PENDING_PAYMENT FIRST_REVIEW": [
    [316, 80],
    [316, 47],
    [316, 113],
  ],
  "T03 PENDING_PAYMENT EXPIRED": [
    [452, 30],
    [372, 30],
    [532, 30],
  ],
  "T04 FIRST_REVIEW SUPPLEMENT": [
    [204, 119],
    [260, 119],
    [148, 119],
  ],
  "T05 SUPPLEMENT FIRST_REVIEW": [
    [204, 141],
    [148, 141],
    [260, 141],
  ],
  "T06 SUPPLEMENT REJECTED": [
    [450, 172],
    [120, 147],
    [120, 172],
    [532, 172],
  ],
  "T07 FIRST_REVIEW INTERVIEW_TO_BOOK": [
    [204, 208],
    [276, 147],
    [276, 208],
    [148, 208],
  ],
  "T08 INTERVIEW_TO_BOOK INTERVIEW_BOOKED": [
    [72, 257],
    [72, 235],
    [72, 279],
  ],
  "T09 INTERVIEW_BOOKED INTERVIEW_TO_BOOK": [
    [104, 257],
    [104, 279],
    [104, 235],
  ],
  "T10 INTERVIEW_BOOKED INTERVIEW_TO_BOOK": [
    [134, 257],
    [134, 279],
    [134, 235],
  ],
  "T11 INTERVIEW_BOOKED FIRST_REVIEW": [
    [204, 296],
    [148, 296],
    [308, 296],
    [308, 147],
  ],
  "T12 FIRST_REVIEW SECOND_REVIEW": [
    [328, 276],
    [328, 147],
    [328, 313],
  ],
  "T13 SECOND_REVIEW TO_MAKE": [
    [306, 371],
    [306, 347],
    [306, 395],
  ],
  "T14 SECOND_REVIEW FIRST_REVIEW": [
    [352, 252],
    [352, 313],
    [352, 147],
  ],
  "T14 SECOND_REVIEW SUPPLEMENT": [
    [204, 321],
    [260, 321],
    [168, 321],
    [168, 130],
    [148, 130],
  ],
  "T14 SECOND_REVIEW INTERVIEW_TO_BOOK": [
    [204, 321],
    [260, 321],
    [168, 321],
    [168, 218],
    [148, 218],
  ],
  "T15 FIRST_REVIEW REJECTED": [
    [452, 119],
    [372, 119],
    [588, 119],
    [588, 161],
  ],
  "T15 SECOND_REVIEW REJECTED": [
    [504, 296],
    [372, 319],
    [504, 319],
    [504, 186],
    [532, 186],
  ],
  "T16 TO_MAKE MADE": [
    [306, 448],
    [306, 429],
    [306, 467],
  ],
  "T17 MADE TO_COLLECT": [
    [262, 518],
    [300, 501],
    [300, 518],
    [236, 518],
    [236, 535],
  ],
  "T18 MADE TO_MAIL": [
    [370, 518],
    [332, 501],
    [332, 518],
    [396, 518],
    [396, 535],
  ],
  "T19 TO_COLLECT DONE": [
    [236, 591],
    [236, 569],
    [236, 612],
    [260, 612],
  ],
  "T20 TO_MAIL DONE": [
    [396, 591],
    [396, 569],
    [396, 612],
    [372, 612],
  ],
  "T21 PENDING_PAYMENT CANCELLED": [
    [204, 80],
    [276, 47],
    [276, 80],
    [20, 80],
    [20, 384],
    [36, 384],
  ],
  "T21 FIRST_REVIEW CANCELLED": [
    [204, 80],
    [276, 113],
    [276, 80],
    [20, 80],
    [20, 384],
    [36, 384],
  ],
  "T21 SUPPLEMENT CANCELLED": [
    [20, 346],
    [36, 130],
    [20, 130],
    [20, 384],
    [36, 384],
  ],
  "T21 INTERVIEW_TO_BOOK CANCELLED": [
    [20, 346],
    [36, 218],
    [20, 218],
    [20, 384],
    [36, 384],
  ],
  "T21 INTERVIEW_BOOKED CANCELLED": [
    [20, 346],
    [36, 296],
    [20, 296],
    [20, 384],
    [36, 384],
  ],
  "T21 SECOND_REVIEW CANCELLED": [
    [182, 384],
    [260, 341],
    [216, 341],
    [216, 384],
    [148, 384],
  ],
  "T22 TO_MAKE SECOND_REVIEW": [
    [340, 371],
    [340, 395],
    [340, 347],
  ],
  "T23 MADE TO_MAKE": [
    [340, 448],
    [340, 467],
    [340, 429],
  ],
  "T24 FIRST_REVIEW ONSITE_TO_BOOK": [
    [450, 264],
    [364, 147],
    [364, 264],
    [588, 264],
    [588, 313],
  ],
  "T24 SECOND_REVIEW ONSITE_TO_BOOK": [
    [452, 330],
    [372, 330],
    [532, 330],
  ],
  "T24 ONSITE_TO_BOOK ONSITE_BOOKED": [
    [574, 371],
    [574, 347],
    [574, 395],
  ],
  "T24 ONSITE_BOOKED ONSITE_TO_BOOK": [
    [606, 371],
    [606, 395],
    [606, 347],
  ],
  "T24 ONSITE_BOOKED SECOND_REVIEW": [
    [480, 372],
    [532, 404],
    [480, 404],
    [480, 341],
    [372, 341],
  ],
  "T24 ONSITE_BOOKED TO_MAKE": [
    [452, 420],
    [532, 420],
    [372, 420],
  ],
  "T25 DRAFT PENSION_PROCESSING": [
    [4, 440],
    [36, 30],
    [4, 30],
    [4, 478],
    [36, 478],
  ],
  "T25 PENSION_PROCESSING PENSION_OK": [
    [92, 518],
    [92, 501],
    [92, 535],
  ],
  "T25 PENSION_PROCESSING PENSION_FAIL": [
    [16, 584],
    [36, 492],
    [16, 492],
    [16, 612],
    [36, 612],
  ],
  "T26 INTERVIEW_TO_BOOK FIRST_REVIEW": [
    [204, 228],
    [148, 228],
    [292, 228],
    [292, 147],
  ],
  "T26 INTERVIEW_TO_BOOK REJECTED": [
    [450, 228],
    [148, 228],
    [566, 228],
    [566, 195],
  ],
  "T27 FIRST_REVIEW TO_MAKE": [
    [404, 372],
    [372, 141],
    [404, 141],
    [404, 404],
    [372, 404],
  ],
  "T28 REJECTED FIRST_REVIEW": [
    [452, 143],
    [560, 161],
    [560, 130],
    [372, 130],
  ],
};

export function placeOf(status: StatusCode): Point {
  return PLACES[status];
}

export function routeOf({ id, from, to }: Arrow): Route {
  const known = ROUTES[`${id} ${from} ${to}`];
  if (known) {
    const [label, ...points] = known;
    return { points, label };
  }
  const [start, end] = [placeOf(from), placeOf(to)];
  return { points: [start, end], label: [(start[0] + end[0]) / 2, (start[1] + end[1]) / 2] };
}

const ROUND = 7;

/** The line with its corners rounded, ending where its head begins. */
export function lineOf(points: Point[]): string {
  const [start, ...rest] = points;
  if (!start) return "";
  const parts = [`M${start[0]} ${start[1]}`];
  rest.forEach((point, index) => {
    const before = points[index] ?? start;
    const after = points[index + 2];
    if (!after) {
      const [x, y] = toward(point, before, 5);
      parts.push(`L${x} ${y}`);
      return;
    }
    const [inX, inY] = toward(point, before, ROUND);
    const [outX, outY] = toward(point, after, ROUND);
    parts.push(`L${inX} ${inY}Q${point[0]} ${point[1]} ${outX} ${outY}`);
  });
  return parts.join("");
}

/** The head of the arrow, its tip on the last point. */
export function headOf(points: Point[]): string {
  const tip = points.at(-1);
  const before = points.at(-2);
  if (!tip || !before) return "";
  const [baseX, baseY] = toward(tip, before, 7);
  const [dx, dy] = [(tip[0] - baseX) / 7, (tip[1] - baseY) / 7];
  const wing = 3.6;
  return `M${tip[0]} ${tip[1]}L${baseX - dy * wing} ${baseY + dx * wing}L${baseX + dy * wing} ${baseY - dx * wing}Z`;
}

function toward(from: Point, to: Point, far: number): Point {
  const length = Math.hypot(to[0] - from[0], to[1] - from[1]);
  const share = length === 0 ? 0 : Math.min(far / length, 0.5);
  return [from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share];
}

export type Direction = "up" | "down" | "left" | "right";

/** The state next to one in a direction: near along the direction, and not far aside. */
export function neighbour(from: StatusCode, direction: Direction, all: StatusCode[]): StatusCode {
  const [x, y] = placeOf(from);
  const upright = direction === "up" || direction === "down";
  const sign = direction === "up" || direction === "left" ? -1 : 1;
  const scored = all
    .map((status) => {
      const [otherX, otherY] = placeOf(status);
      const ahead = (upright ? otherY - y : otherX - x) * sign;
      const aside = Math.abs(upright ? otherX - x : otherY - y);
      return { status, ahead, cost: ahead + aside * 2.5 };
    })
    .filter((one) => one.ahead > NODE.height / 2);
  scored.sort((a, b) => a.cost - b.cost);
  return scored[0]?.status ?? from;
}
