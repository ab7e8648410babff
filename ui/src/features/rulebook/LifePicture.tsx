import { useRef } from "react";
import type { Arrow, BusinessLife, Lead, LifeMap, Station, StatusCode } from "../../backend/bindings";
import { type Speech, useWords } from "../../words/words";
import { type Direction, headOf, lineOf, NODE, neighbour, placeOf, routeOf, VIEW } from "./layout";

type PictureProps = {
  map: LifeMap;
  life: BusinessLife;
  chosen: StatusCode;
  leads: Lead[];
  choose(state: StatusCode): void;
};

const DIRECTIONS: Record<string, Direction> = {
  ArrowUp: "up",
  ArrowDown: "down",
  ArrowLeft: "left",
  ArrowRight: "right",
};

/** The life of an order as a picture: states to choose from, arrows to read. */
export function LifePicture({ map, life, chosen, leads, choose }: PictureProps) {
  const speech = useWords();
  const drawing = useRef<SVGSVGElement>(null);
  const move = (event: React.KeyboardEvent) => {
    const direction = DIRECTIONS[event.key];
    if (!direction) return;
    event.preventDefault();
    const next = neighbour(
      chosen,
      direction,
      map.states.map((one) => one.status),
    );
    choose(next);
    drawing.current?.querySelector<SVGGElement>(`[data-state="${next}"]`)?.focus();
  };
  return (
    <div className="stage" role="radiogroup" aria-label={speech.say("life")} onKeyDown={move}>
      {/* biome-ignore lint/a11y/noSvgWithoutTitle: a title over the whole would be the tip of every arrow; the group around it is named */}
      <svg ref={drawing} className="life" viewBox={`${VIEW.x} ${VIEW.y} ${VIEW.width} ${VIEW.height}`}>
        <Arrows map={map} life={life} chosen={chosen} leads={leads} />
        {map.states.map((station) => (
          <State
            key={station.status}
            station={station}
            looks={looksOf(station, life, chosen, leads)}
            mail={station.status === map.mail_in_at && life.reached.includes(station.status)}
            choose={choose}
          />
        ))}
        <Legend />
      </svg>
    </div>
  );
}

type Looks = { chosen: boolean; reached: boolean; onPath: boolean; next: boolean };

function looksOf({ status }: Station, life: BusinessLife, chosen: StatusCode, leads: Lead[]): Looks {
  return {
    chosen: status === chosen,
    reached: life.reached.includes(status),
    onPath: life.path.some((step) => step.from === status || step.to === status),
    next: leads.some((lead) => lead.to === status),
  };
}

type StateProps = { station: Station; looks: Looks; mail: boolean; choose(state: StatusCode): void };

function State({ station, looks, mail, choose }: StateProps) {
  const speech = useWords();
  const [x, y] = placeOf(station.status);
  const { width, height } = NODE;
  const term = speech.term("status", station.status);
  const classes = ["state", ...Object.entries(looks).flatMap(([look, on]) => (on ? [look] : []))];
  return (
    // biome-ignore lint/a11y/useSemanticElements: a radio button cannot stand inside a drawing
    <g
      className={`${classes.join(" ")} ${ending(station.status)}`}
      role="radio"
      aria-checked={looks.chosen}
      aria-label={spoken(station, looks, mail, speech)}
      tabIndex={looks.chosen ? 0 : -1}
      data-state={station.status}
      onClick={() => choose(station.status)}
      onKeyDown={(event) => {
        if (event.key === " " || event.key === "Enter") choose(station.status);
      }}
    >
      <title>{`${term.name}：${term.meaning ?? ""}`}</title>
      <rect
        className="ring"
        x={x - width / 2 - 4}
        y={y - height / 2 - 4}
        width={width + 8}
        height={height + 8}
        rx={station.terminal ? 21 : 9}
      />
      <rect
        className="box"
        x={x - width / 2}
        y={y - height / 2}
        width={width}
        height={height}
        rx={station.terminal ? 17 : 5}
      />
      <text x={x} y={y + 4.5}>
        {term.name}
      </text>
      {mail && <MailMark x={x - width / 2 + 2} y={y + height / 2} />}
    </g>
  );
}

function MailMark({ x, y }: { x: number; y: number }) {
  return (
    <g className="mailmark" transform={`translate(${x - 13} ${y - 9})`}>
      <rect width={26} height={18} rx={9} />
      <path d="M7 5.5h12v7.5H7z M7.3 5.9l5.7 4.2 5.7-4.2" />
    </g>
  );
}

function ending(status: StatusCode): string {
  if (status === "REJECTED" || status === "PENSION_FAIL") return "ends-badly";
  if (status === "DONE" || status === "PENSION_OK") return "ends-well";
  return "";
}

function spoken(station: Station, looks: Looks, mail: boolean, { say, name }: Speech): string {
  const parts = [name("status", station.status), name("turn", station.turn)];
  if (mail) parts.push(say("mail_here"));
  if (!looks.reached) parts.push(say("not_used_here"));
  return parts.join("，");
}

type ArrowsProps = { map: LifeMap; life: BusinessLife; chosen: StatusCode; leads: Lead[] };
type Kind = "unused" | "plain" | "path" | "may";

/** Drawn from the faintest to the strongest, so that what matters lies on top. */
function Arrows({ map, life, chosen, leads }: ArrowsProps) {
  const kinds: Kind[] = ["unused", "plain", "path", "may"];
  const drawn = map.arrows.map((arrow) => ({ arrow, kind: kindOf(arrow, life, chosen, leads) }));
  drawn.sort((a, b) => kinds.indexOf(a.kind) - kinds.indexOf(b.kind));
  return (
    <>
      {drawn.map(({ arrow, kind }) => (
        <Line key={keyOf(arrow)} arrow={arrow} kind={kind} />
      ))}
      {drawn.map(({ arrow, kind }) => (
        <Label key={keyOf(arrow)} arrow={arrow} kind={kind} />
      ))}
    </>
  );
}

function kindOf(arrow: Arrow, life: BusinessLife, chosen: StatusCode, leads: Lead[]): Kind {
  const isLead = leads.some((lead) => lead.id === arrow.id && lead.to === arrow.to);
  if (arrow.from === chosen && isLead) return "may";
  if (life.path.some((step) => same(step, arrow))) return "path";
  return life.arrows.some((used) => same(used, arrow)) ? "plain" : "unused";
}

function same(a: Arrow, b: Arrow): boolean {
  return a.id === b.id && a.from === b.from && a.to === b.to;
}

function keyOf({ id, from, to }: Arrow): string {
  return `${id} ${from} ${to}`;
}

function Line({ arrow, kind }: { arrow: Arrow; kind: Kind }) {
  const { points } = routeOf(arrow);
  return (
    <g className={`arrow ${kind}`} data-arrow={keyOf(arrow)}>
      <path className="line" d={lineOf(points)} />
      <path className="head" d={headOf(points)} />
    </g>
  );
}

function Label({ arrow, kind }: { arrow: Arrow; kind: Kind }) {
  const { name, term } = useWords();
  const [x, y] = routeOf(arrow).label;
  const { name: title, meaning } = term("transition", arrow.id);
  return (
    <g className={`arrow-label ${kind}`}>
      <title>{`${arrow.id} ${title}（${name("status", arrow.from)} → ${name("status", arrow.to)}）：${meaning ?? ""}`}</title>
      <rect x={x - 13} y={y - 7.5} width={26} height={15} rx={3} />
      <text x={x} y={y + 3.8}>
        {arrow.id}
      </text>
    </g>
  );
}

const LEGEND = { x: 488, y: 490, step: 27 };

function Legend() {
  const { say } = useWords();
  const rows = [
    { key: "path", text: say("legend_path") },
    { key: "may", text: say("legend_may") },
    { key: "plain", text: say("legend_other") },
    { key: "unused", text: say("legend_unused") },
  ] as const;
  const at = (row: number) => LEGEND.y + row * LEGEND.step;
  return (
    <g className="legend">
      {rows.map(({ key, text }, row) => (
        <g key={key}>
          <g className={`arrow ${key}`}>
            <path className="line" d={`M${LEGEND.x} ${at(row)}h29`} />
            <path
              className="head"
              d={headOf([
                [LEGEND.x, at(row)],
                [LEGEND.x + 36, at(row)],
              ])}
            />
          </g>
          <text x={LEGEND.x + 48} y={at(row) + 4}>
            {text}
          </text>
        </g>
      ))}
      <MailMark x={LEGEND.x + 18} y={at(rows.length)} />
      <text x={LEGEND.x + 48} y={at(rows.length) + 4}>
        {say("legend_mail")}
      </text>
    </g>
  );
}
