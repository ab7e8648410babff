import type { Backend } from "./backend/backend";
import { BackendContext } from "./backend/useBackend";
import { QueueScreen } from "./features/queue/QueueScreen";
import { RulebookScreen } from "./features/rulebook/RulebookScreen";
import { Frame } from "./frame/Frame";
import { usePage } from "./frame/usePage";
import { useAnswer } from "./words/useAnswer";
import { WordsProvider } from "./words/words";

/** The whole desk, on whatever answers its questions. */
export function Desk({ backend }: { backend: Backend }) {
  const [words, again] = useAnswer("words", () => backend.words("zh-CN"));
  const page = usePage();
  if (words.kind === "waiting") return <div className="app" aria-busy="true" />;
  if (words.kind === "failed") return <NoWords again={again} />;
  return (
    <BackendContext value={backend}>
      <WordsProvider words={words.value}>
        <Frame page={page}>{page === "rules" ? <RulebookScreen /> : <QueueScreen />}</Frame>
      </WordsProvider>
    </BackendContext>
  );
}

/** The only sentence outside the catalogue: it is needed when the catalogue cannot be had. */
function NoWords({ again }: { again: () => void }) {
  return (
    <div className="trouble whole" role="alert">
      <div>
        <b>界面文字无法读取</b>
        <p>请重新读取；仍不行的，请重新安装程序并告知管理员。</p>
        <button type="button" className="btn" onClick={again}>
          重新读取
        </button>
      </div>
    </div>
  );
}
