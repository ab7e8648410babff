import type { PostBrief } from "../../backend/bindings";
import { Icon } from "../../frame/Icon";
import { useWords } from "../../words/words";

type PostListProps = { posts: PostBrief[]; chosen: string; choose(code: string): void };

/** The posts, one to choose. Radio buttons beneath, so arrow keys move as everywhere. */
export function PostList({ posts, chosen, choose }: PostListProps) {
  const { say, name } = useWords();
  return (
    <fieldset className="posts">
      <legend className="ph">
        <b>{say("posts")}</b>
        <span className="mut">{posts.length}</span>
      </legend>
      {posts.map((post) => (
        <label
          key={post.code}
          className={post.code === chosen ? "post-row on" : "post-row"}
          data-post={post.code}
        >
          <input
            type="radio"
            name="post"
            value={post.code}
            checked={post.code === chosen}
            onChange={() => choose(post.code)}
          />
          <b className="el">{post.name}</b>
          <span className="code">{post.code}</span>
          <span className="mail-from" title={say("mail_from", { state: name("status", post.mail_in_at) })}>
            <Icon name="mail" size={14} />
            {name("status", post.mail_in_at)}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
